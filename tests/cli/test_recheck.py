"""``inquest recheck``: which findings of a saved case change, figure by figure, and why."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests import vintage_files as files
from tests.cli.conftest import Run

TEXT = """Two years

More than 700 people were killed in Syria in 2021. More than 100 people were killed in Idlib in 2017.
More than 300 people were killed in Syria in 2022.
"""
EARLY = ("--covers", "2021-01-01..2021-12-31")


@pytest.fixture
def own_home(home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    mine = tmp_path_factory.mktemp("own") / "home"
    shutil.copytree(home, mine)
    monkeypatch.setenv("INQUEST_HOME", str(mine))
    return mine


@pytest.fixture
def saved(run: Run, own_home: Path, tmp_path: Path) -> Path:
    """A case made on the older vintage, which covers 2021 alone."""
    older = [r for r in files.vintages()[0] if r["year"] == "2021"]
    file = files.write(tmp_path / "older.csv", older)
    assert run("data", "add", str(file), "--release", "22.1", *EARLY, "--simulated").code == 0
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    assert run("check", "text.txt", "--date", "2023-01-31", "--json", "case.json").code == 0
    return tmp_path / "case.json"


@pytest.fixture
def newer(run: Run, saved: Path, tmp_path: Path) -> Path:
    """The same case, and a record that holds a newer vintage too."""
    file = files.write(tmp_path / "newer.csv", files.vintages()[1])
    assert run("data", "add", str(file), "--release", "23.1", "--covers", files.COVERS, "--simulated").code == 0
    return saved


def changed(run: Run, *words: str) -> dict[str, Any]:
    done = run("recheck", "case.json", "--json", "-", *words)
    assert (done.code, done.err) == (0, "")
    loaded: dict[str, Any] = json.loads(done.out)
    return loaded


def by_year(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f["quote"].split(" in ")[-1].rstrip("."): f for f in found["findings"]}


def test_on_the_same_record_nothing_changes(run: Run, saved: Path) -> None:
    assert saved.is_file()
    done = run("recheck", "case.json", "--fail-on-change")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("0 of 2 changed, 2 did not.")
    assert "Record: the same vintages" in done.out
    assert "Defaults: the same" in done.out
    assert "Unchanged:" in done.out


@pytest.mark.usefixtures("newer")
def test_a_newer_vintage_changes_what_it_covers_and_says_so(run: Run) -> None:
    older, rows = files.vintages()
    found = changed(run)
    assert (found["changed"], found["unchanged"]) == (2, 1)
    assert [a.split(" (")[0] for a in found["added"]] == ["UCDP GED 23.1"]
    one = by_year(found)
    assert one["2017"]["status"] == "unchanged"
    assert one["2017"]["changes"] == []
    war = one["2021"]
    assert (war["status"], war["verdict_then"], war["verdict_now"]) == ("changed", "contradicted", "supported")
    figures = {c["name"]: (c["then"], c["now"]) for c in war["changes"]}
    assert figures["total"] == (files.totals(older, 2021)[1], files.totals(rows, 2021)[1])
    assert figures["events behind it"] == (files.totals(older, 2021)[0], files.totals(rows, 2021)[0])
    assert figures["verdict"] == ("contradicted", "supported")
    assert war["because"][0].startswith("the record: UCDP GED 23.1 (Syria; stands from 2023-06-06) was added")
    assert war["because"][1] == "on the record of then it still comes out as it was"
    assert "Recorded deaths" in war["tested"]
    assert war["cannot_show"]


@pytest.mark.usefixtures("newer")
def test_a_claim_refused_then_can_be_tested_now(run: Run) -> None:
    new = by_year(changed(run))["2022"]
    assert (new["status"], new["verdict_then"], new["verdict_now"]) == ("newly testable", None, "supported")
    assert "31 December 2021" in new["note"]


@pytest.mark.usefixtures("newer")
def test_the_table_and_the_code_say_that_something_changed(run: Run) -> None:
    done = run("recheck", "case.json", "--fail-on-change", "--engine", "duckdb")
    assert done.code == 7
    assert done.out.startswith("2 of 3 changed, 1 did not.")
    assert "CHANGED: “More than 700 people were killed in Syria in 2021.”" in done.out
    assert "The record points the other way -> The record backs this" in done.out
    older, rows = files.vintages()
    total = next(line.split() for line in done.out.splitlines() if line.split()[:1] == ["total"])
    assert total == ["total", f"{files.totals(older, 2021)[1]:,}", f"{files.totals(rows, 2021)[1]:,}"]
    assert "NEWLY TESTABLE" in done.out
    assert "on the record of then it still comes out as it was" in done.out


@pytest.mark.usefixtures("newer")
def test_the_page_holds_the_same_and_no_foreign_markup(run: Run, tmp_path: Path) -> None:
    edited(tmp_path / "case.json", lambda data: data["claims"][0].update({"speaker": "<script>x</script>"}))
    assert run("recheck", "case.json", "--html", "r.html").code == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    older, rows = files.vintages()
    assert "What changed since: 2 of 3" in page
    assert "The record points the other way → The record backs this" in page
    assert (
        f'<td class="n">{files.totals(older, 2021)[1]}</td><td class="n">{files.totals(rows, 2021)[1]:,}</td>' in page
    )
    assert "UCDP GED 23.1 (Syria; stands from 2023-06-06) was added" in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.usefixtures("newer")
def test_a_card_says_that_another_vintage_says_otherwise(run: Run) -> None:
    words = "More than 700 people were killed in Syria in 2021."
    now = " ".join(run("ask", words).out.split())
    assert "says otherwise: UCDP GED 22.1 from 2022-05-12: The record points the other way." in now
    then = " ".join(run("ask", words, "--as-of", "2023-01-31").out.split())
    assert "says otherwise: UCDP GED 23.1 from 2023-06-06: The record backs this." in then
    assert "Only releases that stood on 2023-01-31 were used." in then
    assert "otherwise" not in run("ask", "More than 100 people were killed in Idlib in 2017.").out


@pytest.mark.usefixtures("newer")
def test_jobs_change_nothing_where_two_vintages_are_compared(run: Run, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        assert run("check", "text.txt", "--date", "2023-01-31", "--jobs", jobs, "--json", f"{jobs}.json").code == 0
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


@pytest.mark.usefixtures("newer")
def test_as_of_the_day_of_the_case_nothing_changed(run: Run) -> None:
    found = changed(run, "--as-of", "2023-01-31")
    assert (found["changed"], found["as_of"]) == (0, "2023-01-31")
    before = by_year(changed(run, "--as-of", "2021-01-01"))["2021"]
    assert before["status"] == "not testable now"
    assert "covers 0% of in 2021" in before["note"]
    assert "did not stand on 2021-01-01" in before["because"][0]


def edited(saved: Path, change: Any) -> None:
    data = json.loads(saved.read_text("utf-8"))
    change(data)
    saved.write_text(json.dumps(data), encoding="utf-8")


def test_another_version_or_other_defaults_are_named(run: Run, saved: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["inquest_version"] = "0.0.1"
        data["defaults"]["under_recording"] = 3.0
        data["findings"][0]["headline_figures"]["total"] += 1

    edited(saved, change)
    found = changed(run)
    assert found["defaults"] == [{"name": "under_recording", "now": 2.0, "then": 3.0}]
    (one,) = [f for f in found["findings"] if f["status"] == "changed"]
    assert [c["name"] for c in one["changes"]] == ["total"]
    assert one["because"] == [
        f"Inquest: version 0.0.1 then, {found['version_now']} now",
        "the defaults: under_recording was 3.0, is 2.0",
    ]
    said = run("recheck", "case.json").out
    assert "Inquest: 0.0.1 then" in said
    assert "Default under_recording: 3 then, 2 now" in said


def test_a_case_of_schema_1_0_says_that_its_defaults_are_not_known(run: Run, saved: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        del data["defaults"], data["as_of"]
        data["schema_version"] = "1.0"
        data["findings"][0]["headline_figures"]["total"] += 1

    edited(saved, change)
    found = changed(run)
    assert not found["defaults_known"]
    (one,) = [f for f in found["findings"] if f["status"] == "changed"]
    assert "does not say by which defaults" in one["because"][0]


@pytest.mark.usefixtures("newer")
def test_where_the_record_of_then_is_gone_the_causes_are_not_told_apart(run: Run, tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["inquest_version"] = "0.0.1"
        data["record"]["manifests"][-1]["sha256"] = "0" * 64

    edited(tmp_path / "case.json", change)
    one = by_year(changed(run))["2021"]
    assert one["because"][-1] == "the record of then is not at hand, so these can't be told apart"
    assert any("is gone" in b for b in one["because"])
    assert "no longer held: UCDP GED 22.1" in run("recheck", "case.json").out


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kind", "divination", "this version has no kind 'divination'"),
        ("place", "atlantis", "the names of this version lack atlantis"),
        ("actor", "martians", "the names of this version lack martians"),
        ("terms", {}, "none of its specifications can be built (KeyError: 'none')"),
    ],
)
def test_what_cannot_be_made_again_is_listed_and_stops_nothing(
    run: Run, saved: Path, field: str, value: Any, said: str
) -> None:
    edited(saved, lambda data: data["findings"][0]["proposition"].update({field: value}))
    found = changed(run)
    first, second = found["findings"][:2]
    assert (first["status"], second["status"]) == ("can't be made again", "unchanged")
    assert said in first["note"]
    assert "CAN'T BE MADE AGAIN" in run("recheck", "case.json").out


def test_what_the_claim_would_be_now_is_a_note(run: Run, saved: Path) -> None:
    edited(saved, lambda data: data["findings"][0]["proposition"]["terms"].update({"value": 710.0, "number": "710"}))
    one = next(f for f in changed(run)["findings"] if "700" in f["quote"])
    assert "terms would now be another; the saved one was run" in one["note"]


def test_a_fixed_choice_stays_fixed(run: Run, own_home: Path, tmp_path: Path) -> None:
    assert own_home.is_dir()
    sentence = "More than 100 people were killed in Idlib in 2017."
    assert run("ask", sentence, "--json", "all.json").code == 0
    whole = json.loads((tmp_path / "all.json").read_text("utf-8"))["findings"][0]
    choice = next(c for c in whole["multiverse"]["choices"] if len(c["options"]) > 1)
    fixed = f"{choice['name']}={choice['options'][-1]['id']}"
    assert run("ask", sentence, "--choose", fixed, "--reason", "a test", "--json", "case.json").code == 0
    assert changed(run)["changed"] == 0

    def change(data: dict[str, Any]) -> None:
        choices = data["findings"][0]["multiverse"]["choices"]
        next(c for c in choices if c["name"] == choice["name"])["options"][0]["id"] = "nonesuch"

    edited(tmp_path / "case.json", change)
    (one,) = changed(run)["findings"]
    assert one["status"] == "can't be made again"
    assert "can't be read by this version" in one["note"]
    assert "nonesuch" in one["note"]


def test_a_published_case_has_no_text_and_is_rechecked_all_the_same(run: Run, saved: Path) -> None:
    people = ("--publish", "--reviewer", "A. Roe", "--second-reader", "B. Doe")
    assert run("check", "text.txt", "--date", "2023-01-31", *people, "--json", str(saved)).code == 0
    found = changed(run)
    assert found["changed"] == 0
    assert "holds no text" in found["notes"][0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is no JSON"),
        ("[1, 2]", "is JSON, but no case"),
        ('{"finding": {}, "quote": "x"}', "is one finding, not a case"),
        ('{"findings": [], "claims": [], "record": {}, "schema_version": "2.0"}', "follows schema 2.0"),
        ('{"findings": [], "claims": [], "record": {}}', "follows schema none"),
        ('{"findings": [], "claims": [], "record": {}, "schema_version": "1.0"}', "breaks the schema of a case at"),
        ('{"findings": [], "claims": [], "record": {}, "schema_version": "1.99"}', "Cure: update Inquest"),
    ],
)
@pytest.mark.usefixtures("own_home")
def test_a_file_that_is_no_case_is_refused(run: Run, tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "case.json").write_text(content, encoding="utf-8")
    done = run("recheck", "case.json")
    assert (done.code, done.out) == (4, "")
    assert said in done.err
    assert "Cure: " in done.err
    assert done.err.count("\n") == 1


def test_a_file_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'{"a": "\xe9"}')
    for name, said in (("nowhere.json", "No such file"), (".", "Is a directory"), ("latin.json", "is no UTF-8 text")):
        done = run("recheck", name)
        assert (done.code, done.out) == (4, "")
        assert said in done.err
        assert "Cure: " in done.err


def test_a_case_larger_than_any_article_is_read(run: Run, saved: Path) -> None:
    saved.write_text(saved.read_text("utf-8") + " " * 6_000_000, encoding="utf-8")
    assert changed(run)["changed"] == 0


@pytest.mark.usefixtures("own_home")
def test_a_case_of_a_made_up_war_is_listed_finding_by_finding(run: Run, root: Path) -> None:
    fixture = root / "tests" / "report" / "fixtures" / "case-1.0.json"
    done = run("recheck", str(fixture), "--fail-on-change")
    assert done.code == 7
    assert "the names of this version lack highland-government" in done.out
    assert "no longer held: UCDP GED 19.1 (Aldoria; from an unknown day)" in done.out
