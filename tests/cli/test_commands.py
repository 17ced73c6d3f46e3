"""Every command and every option, run in this process: what comes out, where, and with which code."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.cli.conftest import SENTENCE, Run

from inquest.cli import app
from inquest.simulate._ged_events import COLUMNS

TEXT = f"The count\n\n{SENTENCE} The two sides should now talk."


@pytest.fixture
def article(tmp_path: Path) -> str:
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    return "article.txt"


def case(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def verdicts(data: dict[str, Any]) -> list[str]:
    return [f["verdict"] for f in data["findings"]]


def test_check_says_the_verdict_and_lists_the_rest(run: Run, article: str) -> None:
    done = run("check", article, "--date", "2018-01-31")
    assert (done.code, done.err) == (0, "")
    assert "31 January 2018" in done.out
    assert "The record backs this" in done.out
    assert SENTENCE in " ".join(done.out.split())
    assert "Not reviewed by a person yet." in done.out


def test_check_writes_html_and_json(run: Run, article: str, tmp_path: Path) -> None:
    done = run(
        "check", article, "--html", "r.html", "--json", "r.json", "--as-of", "2026-01-01", "--link", "https://x.org/a"
    )
    assert (done.code, done.err) == (0, "")
    assert "Report: r.html" in done.out
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert SENTENCE in page
    data = case(tmp_path / "r.json")
    assert verdicts(data) == ["supported"]
    assert data["document"]["address"] == "https://x.org/a"
    assert "--as-of 2026-01-01" in data["findings"][0]["command"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt", "r.html", "r.json"]


def test_jobs_change_nothing(run: Run, article: str, tmp_path: Path) -> None:
    assert run("check", article, "--jobs", "1", "--json", "1.json").code == 0
    assert run("check", article, "--jobs", "2", "--json", "2.json").code == 0
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


def test_standard_input_and_standard_output(run: Run) -> None:
    done = run("check", "-", "--json", "-", stdin=TEXT.encode())
    assert (done.code, done.err) == (0, "")
    assert verdicts(json.loads(done.out)) == ["supported"]


def test_a_device_is_written_to_and_never_replaced(run: Run, article: str) -> None:
    assert run("check", article, "--json", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_publish(run: Run, article: str, tmp_path: Path) -> None:
    people = ("--publish", "--reviewer", "A. Roe", "--second-reader", "B. Doe", "--interests", "None to declare here")
    assert run("check", article, *people, "--html", "p.html", "--json", "p.json").code == 0
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert all(words in page for words in ("A. Roe", "B. Doe", "None to declare here"))


def test_a_published_check_holds_back_the_same_in_json(run: Run, article: str, tmp_path: Path) -> None:
    people = ("--publish", "--reviewer", "A. Roe", "--second-reader", "B. Doe")
    assert run("check", article, *people, "--json", "p.json").code == 0
    assert run("check", article, "--json", "r.json").code == 0
    private, published = (tmp_path / "r.json").read_text("utf-8"), (tmp_path / "p.json").read_text("utf-8")
    assert "The two sides should now talk" in private
    assert "The two sides should now talk" not in published


def test_corrections_and_reviews_go_into_the_published_page(run: Run, tmp_path: Path) -> None:
    text = b"Islamic State attacks on civilians in Syria left fewer than 100 people dead in 2016."
    people = ("--publish", "--reviewer", "A. Roe", "--second-reader", "B. Doe")
    log = ("--correction", "2020-05-06: the date of the text was wrong")
    assert run("check", "-", "--json", "all.json", stdin=text).code == 0
    name = case(tmp_path / "all.json")["findings"][0]["id"]
    assert run("check", "-", *people, *log, "--html", "held.html", "--json", "held.json", stdin=text).code == 0
    assert "the date of the text was wrong" in (tmp_path / "held.html").read_text(encoding="utf-8")
    assert case(tmp_path / "held.json")["findings"] == []
    assert run("check", "-", *people, "--reviewed", name, "--json", "shown.json", stdin=text).code == 0
    assert verdicts(case(tmp_path / "shown.json")) == ["contradicted"]


def test_ask(run: Run, tmp_path: Path) -> None:
    done = run(
        "ask", "More than 100 people were killed in Idlib last year.", "--date", "2018-05-04", "--json", "a.json"
    )
    assert (done.code, done.err) == (0, "")
    assert "The record backs this" in done.out
    data = case(tmp_path / "a.json")
    window = data["findings"][0]["proposition"]["windows"][0]
    assert (window["start"], window["end"]) == ("2017-01-01", "2017-12-31")
    assert data["document"]["date"] == "2018-05-04"
    assert run("ask", SENTENCE, "--html", "a.html", "--as-of", "2026-01-01", "--engine", "duckdb").code == 0
    assert (tmp_path / "a.html").is_file()


def test_an_answer_settles_a_question(run: Run, tmp_path: Path) -> None:
    words = "The rebels killed more than 100 people in Syria in 2017."
    assert run("ask", words, "--json", "open.json").code == 0
    question = next((q for q in case(tmp_path / "open.json")["questions"]), None)
    if question is None:
        words = "Government forces killed more than 100 rebels in 2017."
        assert run("ask", words, "--json", "open.json").code == 0
        question = case(tmp_path / "open.json")["questions"][0]
    option = question["options"][0]["id"]
    assert run("ask", words, "--answer", f"{question['id']}={option}", "--json", "settled.json").code == 0
    settled = next(q for q in case(tmp_path / "settled.json")["questions"] if q["id"] == question["id"])
    assert settled["answer"] == option


def test_a_fixed_choice_marks_the_finding_as_altered(run: Run, tmp_path: Path) -> None:
    assert run("ask", SENTENCE, "--json", "all.json").code == 0
    whole = case(tmp_path / "all.json")["findings"][0]
    choice = next(c for c in whole["multiverse"]["choices"] if len(c["options"]) > 1)
    option = choice["options"][-1]["id"]
    fixed = ("--choose", f"{choice['name']}={option}", "--reason", "The style book says so")
    assert run("ask", SENTENCE, *fixed, "--json", "one.json").code == 0
    finding = case(tmp_path / "one.json")["findings"][0]
    assert finding["altered"]
    assert "The style book says so" in finding["altered"]
    assert len(finding["specifications"]) < len(whole["specifications"])
    assert not whole["altered"]
    done = run("plan", SENTENCE, *fixed)
    assert done.code == 0
    assert f"{len(finding['specifications'])} specifications" in done.out


def test_claims_are_edited_and_checked(run: Run, article: str, tmp_path: Path) -> None:
    printed = run("claims", article, "--date", "2018-01-31")
    assert (printed.code, printed.err) == (0, "")
    assert run("claims", article, "--date", "2018-01-31", "--output", "c.yaml").code == 0
    written = (tmp_path / "c.yaml").read_text(encoding="utf-8")
    assert written == printed.out
    (tmp_path / "c.yaml").write_text(written.replace("value: 100.0", "value: 900000.0"), encoding="utf-8")
    assert run("check", "c.yaml", "--json", "c.json").code == 0
    assert verdicts(case(tmp_path / "c.json")) == ["contradicted"]


def test_plan_runs_nothing(run: Run, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from inquest.record.store import Record

    def refuse(*_: object) -> None:
        raise AssertionError("a plan reads no data")

    monkeypatch.setattr(Record, "panel", refuse)
    for source in (article, SENTENCE):
        done = run("plan", source, "--date", "2018-01-31")
        assert (done.code, done.err) == (0, "")
        assert "specifications" in done.out
        assert "(measurement)" in done.out
    assert "specifications" in run("plan", "-", stdin=SENTENCE.encode()).out


def test_plan_takes_answers_and_shows_refusals(run: Run) -> None:
    done = run(
        "plan",
        "Government forces killed more than 100 rebels in 2017.",
        "--answer",
        "actor:government-forces=government-of-iraq",
    )
    assert done.code == 0
    assert "Government of Iraq" in done.out
    refused = run("plan", "More than 100 people were killed in Idlib in 2020.")
    assert refused.code == 0
    assert "stops on 30 November 2019" in " ".join(refused.out.split())


def test_kinds_and_sources_list_the_registry(run: Run) -> None:
    from inquest.registry import names

    kinds, sources = run("kinds"), run("sources")
    assert [line.split()[0] for line in kinds.out.splitlines()] == list(names("kinds"))
    assert [line.split()[0] for line in sources.out.splitlines()] == list(names("sources"))
    assert (kinds.code, sources.code) == (0, 0)


def test_data_list_status_verify(run: Run, home: Path) -> None:
    listed, status, verified = run("data", "list"), run("data", "status"), run("data", "verify")
    assert {listed.code, status.code, verified.code} == {0}
    assert "16566 rows read = 16566 accepted" in listed.out
    assert "covers Syria: 2016-01-01 to 2019-11-30" in listed.out
    assert str(home) in status.out.replace("\n", "")
    assert "as it was built" in verified.out


@pytest.fixture
def own_home(home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    import shutil

    mine = tmp_path_factory.mktemp("own") / "home"
    shutil.copytree(home, mine)
    monkeypatch.setenv("INQUEST_HOME", str(mine))
    return mine


def event(number: int, **change: str) -> str:
    row = dict.fromkeys(COLUMNS, "") | {
        "id": f"t-{number}", "year": "2020", "type_of_violence": "1", "side_a_new_id": "118",
        "side_a": "Government of Syria", "side_b_new_id": "234", "side_b": "IS", "where_prec": "1",
        "where_coordinates": "Sukhna town", "adm_1": "Homs governorate", "adm_2": "Tadmor district",
        "latitude": "34.88", "longitude": "38.87", "country": "Syria", "country_id": "652", "event_clarity": "1",
        "date_prec": "1", "date_start": "2020-03-04", "date_end": "2020-03-04", "deaths_a": "1", "deaths_b": "1",
        "deaths_civilians": "0", "deaths_unknown": "0", "best": "2", "high": "2", "low": "2", "number_of_sources": "1",
    } | change  # fmt: skip
    return ",".join(row[c] for c in COLUMNS)


def write_events(path: Path, *rows: str) -> str:
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return str(path)


@pytest.mark.usefixtures("own_home")
def test_data_add_counts_accepted_and_broken_rows(run: Run, tmp_path: Path) -> None:
    broken = event(3, best="many"), event(4, date_start="yesterday")
    file = write_events(tmp_path / "more.csv", event(1), event(2), *broken)
    options = ("--source", "ucdp_ged", "--release", "21.1", "--covers", "2019-12-01..2020-06-30", "--simulated")
    done = run("data", "add", file, *options)
    assert (done.code, done.err) == (0, "")
    assert "4 rows read = 2 accepted + 2 set aside" in done.out
    assert "covers Syria: 2019-12-01 to 2020-06-30" in done.out
    assert "21.1" in done.out
    assert "ucdp_ged 21.1 (SIMULATED)" in done.out
    assert "ucdp_ged 21.1 (SIMULATED): more.csv" in run("data", "list").out
    assert "ucdp_ged 21.1 (SIMULATED): 2 events of 4 rows" in run("data", "status").out


@pytest.mark.usefixtures("own_home")
def test_the_day_of_a_release_may_be_said(run: Run, tmp_path: Path) -> None:
    file = write_events(tmp_path / "more.csv", event(1))
    days = ("--covers", "2019-12-01..2020-06-30", "--released", "2020-07-01")
    assert run("data", "add", file, "--release", "own", *days).code == 0
    said = run("data", "status").out
    assert "stands from 2020-07-01\n" in said
    assert "stands for Syria, 2020: 1 events" in said
    wrong = run("data", "add", file, "--released", "July")
    assert wrong.code == 2
    assert "--released 'July'. Expected: a day such as 2020-05-04. Cure: write --released YYYY-MM-DD." in wrong.err


def test_recheck(run: Run, tmp_path: Path) -> None:
    assert run("ask", SENTENCE, "--json", "case.json").code == 0
    options = ("--as-of", "2026-01-01", "--engine", "duckdb", "--fail-on-change")
    done = run("recheck", "case.json", *options, "--json", "r.json")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("0 of 1 changed, 1 did not.")
    assert case(tmp_path / "r.json")["findings"][0]["status"] == "unchanged"


def _commands(group: Any, prefix: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, (*prefix, name))
        else:
            yield (*prefix, name), command


def test_every_command_and_option_is_run_in_this_folder() -> None:
    here = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))
    for words, command in _commands(typer.main.get_command(app)):
        assert ", ".join(f'"{w}"' for w in words) in here, words
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or option == "--help" or f'"{option}"' in here, (words, option)


@pytest.mark.parametrize("words", [words for words, _ in _commands(typer.main.get_command(app))], ids=" ".join)
def test_help(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage: ")


@pytest.mark.spark
def test_spark_answers_the_same(run: Run, tmp_path: Path) -> None:
    assert run("ask", SENTENCE, "--engine", "duckdb", "--json", "d.json").code == 0
    assert run("ask", SENTENCE, "--engine", "spark", "--json", "s.json").code == 0
    assert (tmp_path / "d.json").read_bytes() == (tmp_path / "s.json").read_bytes()


def test_demo(run: Run, tmp_path: Path) -> None:
    done = run("demo", "--html", "demo.html")
    assert (done.code, done.err) == (0, "")
    assert "Report: demo.html" in done.out
    assert [p.name for p in tmp_path.iterdir()] == ["demo.html"]


def test_a_question_says_the_same_with_and_without_its_evidence(run: Run, tmp_path: Path) -> None:
    plain, kept = run("ask", SENTENCE), run("ask", SENTENCE, "--json", "q.json")
    assert plain.out == kept.out
    assert case(tmp_path / "q.json")["findings"][0]["evidence"]
