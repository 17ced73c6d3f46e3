"""--extractor on the command line: a local endpoint, the report, the claims file, and errors."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.extract.endpoint import Endpoint, deaths, entry, fails, gives, says, serving

TEXT = "More than 100 people were killed in Idlib in 2017. <b>Aleppo</b> saw more than 200 killed that year."
FIRST = entry(
    "More than 100 people were killed in Idlib in 2017",
    "level",
    places="Idlib",
    periods="2017",
    quantity=deaths("More than 100", ">", 100),
)
SECOND = entry(
    "<b>Aleppo</b> saw more than 200 killed",
    "level",
    places="Aleppo",
    periods="2017",
    quantity=deaths("more than 200", ">", 200),
    slots={"measure": "deaths"},
)
FALSE = entry("Moscow killed everyone <script>alert(1)</script>", "level")


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, run: Run, request: pytest.FixtureRequest) -> Iterator[Endpoint]:
    with serving() as running:
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("INQUEST_LLM_KEY", "sk-very-secret")
        Path("text.txt").write_text(TEXT, "utf-8")
        yield running


def options(endpoint: Endpoint, extractor: str = "llm") -> tuple[str, ...]:
    return ("--extractor", extractor, "--llm-url", endpoint.url, "--llm-model", "reader", "--no-llm-cache")


def test_check(run: Run, endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.answers = [gives(FIRST, SECOND, FALSE)]
    done = run("check", "text.txt", "--date", "2020-05-04", "--html", "r.html", "--json", "c.json", *options(endpoint))
    assert done.code == 0
    assert done.err.startswith("llm: 1 request to 127.0.0.1:")
    assert "Note: llm: 1 of the model's entries was refused: quotes words that are not in the text (1)." in done.out
    assert "(The author; found by llm)" in done.out
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "found by llm" in page
    assert "&lt;b&gt;Aleppo&lt;/b&gt;" in page
    assert "<b>Aleppo</b>" not in page
    assert "alert(1)" not in page + done.out
    case = json.loads((tmp_path / "c.json").read_text("utf-8"))
    host = endpoint.url.split("/")[2]
    assert case["extractors"] == [{"name": "llm", "model": "reader", "host": host, "prompt": "1"}]
    assert {c["found_by"] for c in case["claims"]} == {"llm"}
    assert "--extractor llm" in case["findings"][0]["command"]
    assert "very-secret" not in page + done.out + done.err + json.dumps(case)


def test_what_was_refused_is_listed_with_a_way_out(run: Run, endpoint: Endpoint) -> None:
    """A later version would change nothing: another reader may."""
    elsewhere = entry(TEXT[51:], "level", places="Idlib", periods="2017", quantity=deaths("more than 200", ">", 200))
    endpoint.answers = [gives(FIRST, elsewhere)]
    done = run("check", "text.txt", "--date", "2020-05-04", *options(endpoint))
    out = " ".join(done.out.split())
    assert "What the language model read from it was refused: its entry takes a side, place or time from else" in out
    assert "Another reader (--extractor rules), or the claim by hand in the claims file" in out
    assert "a later version" not in out


def test_from_python(endpoint: Endpoint) -> None:
    import inquest

    endpoint.answers = [gives(FIRST, FALSE)]
    options = {"url": endpoint.url, "model": "reader-of-python"}
    case = inquest.check(TEXT, date="2020-05-04", extractor="llm", options=options)
    assert [c.found_by for c in case.frozen.claims] == ["llm"]
    assert case.frozen.extractors[0].model == "reader-of-python"
    assert case.frozen.warnings == (
        "llm: 1 of the model's entries was refused: quotes words that are not in the text (1).",
    )


def test_a_second_run_is_the_same_and_asks_for_nothing(run: Run, endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.answers = [gives(FIRST, SECOND)]
    words = ("check", "text.txt", "--date", "2020-05-04", "--json", "-", *options(endpoint, "rules,llm")[:-1])
    first = run(*words)
    endpoint.answers = [fails(500)]
    again = run(*words)
    assert (first.code, again.code) == (0, 0)
    assert first.out == again.out
    assert len(endpoint.asked) == 1


def test_ask_and_plan(run: Run, endpoint: Endpoint) -> None:
    endpoint.answers = [gives(FIRST)]
    sentence = "More than 100 people were killed in Idlib in 2017."
    assert "Idlib" in run("ask", sentence, "--date", "2020-05-04", *options(endpoint)).out
    assert "Idlib" in run("plan", sentence, "--date", "2020-05-04", *options(endpoint)).out
    assert len(endpoint.asked) == 2


def test_compare(run: Run, endpoint: Endpoint, tmp_path: Path) -> None:
    words = "Fewer than 50 people were killed in Idlib in 2017"
    (tmp_path / "other.txt").write_text(words + ".", "utf-8")
    other = {**FIRST, "quote": words, "quantity": deaths("Fewer than 50", "<", 50)}
    endpoint.answers = [gives(FIRST, FALSE), gives(other)]
    done = run("compare", "text.txt", "other.txt", "--html", "c.html", "--json", "c.json", *options(endpoint))
    assert (done.code, len(endpoint.asked)) == (0, 2)
    assert [line.split(" to ")[0] for line in done.err.splitlines() if " to 127" in line] == ["llm: 1 request"] * 2
    assert "They give different figures: 1" in done.out
    data = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert [data["a"]["claims"], data["b"]["claims"]] == [1, 1]  # the rules would find two in the first
    assert "1 of the model's entries was refused" in data["a"]["notes"][0]
    assert "very-secret" not in (tmp_path / "c.html").read_text("utf-8") + json.dumps(data) + done.out + done.err


def test_two_claims_files_need_no_extractor(run: Run, endpoint: Endpoint) -> None:
    run("claims", "text.txt", "--output", "a.yaml", "--date", "2020-05-04")
    done = run("compare", "a.yaml", "a.yaml", *options(endpoint))
    assert (done.code, endpoint.asked) == (2, [])
    assert "both are claims files, which are read already" in done.err
    unknown = run("compare", "a.yaml", "a.yaml", "--extractor", "oracle")
    assert unknown.code == 2
    assert "oracle" in unknown.err


def test_claims_of_two_and_their_question(run: Run, endpoint: Endpoint, tmp_path: Path) -> None:
    other = {**FIRST, "slots": [{"slot": "measure", "value": "events"}]}
    endpoint.answers = [gives(other)]
    words = ("--date", "2020-05-04", *options(endpoint, "rules,llm"))
    done = run("claims", "text.txt", "--output", "claims.yaml", *words)
    assert done.code == 0
    written = (tmp_path / "claims.yaml").read_text("utf-8")
    assert "id: reading:c01a" in written
    assert "as llm reads it" in written
    unanswered = json.loads(run("check", "claims.yaml", "--json", "-").out)
    assert [c["found_by"] for c in unanswered["claims"][:2]] == ["rules", "llm"]
    assert [e["name"] for e in unanswered["extractors"]] == ["rules", "llm"]
    assert unanswered["warnings"][0].startswith("Claims by who found them: ")
    at = written.index("answer: null", written.index("id: reading:c01a"))
    (tmp_path / "claims.yaml").write_text(written[:at] + "answer: c01b" + written[at + 12 :], "utf-8")
    settled = json.loads(run("check", "claims.yaml", "--json", "-").out)
    assert [c["id"] for c in settled["claims"]][:1] == ["c01b"]
    direct = run("check", "text.txt", "--answer", "reading:c01a=c01b", "--json", "-", *words)
    assert [c["id"] for c in json.loads(direct.out)["claims"]][:1] == ["c01b"]


def test_the_estimate_asks_for_nothing(run: Run, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ("check", "claims"):
        done = run(command, "text.txt", "--llm-estimate", *options(endpoint, "rules,llm"))
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("llm: 1 request to 127.0.0.1:")
        assert " tokens in and 220 out" in done.out
    assert endpoint.asked == []
    done = run("check", "text.txt", "--llm-estimate")
    assert (done.code, done.out) == (2, "")
    assert "--llm-estimate with a text and --extractor llm" in done.err


def test_a_piece_that_is_not_read_gives_code_4(run: Run, endpoint: Endpoint, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(TEXT + " Fighting went on elsewhere." * 300, "utf-8")
    for command, extra in (("check", ("--json", "c.json")), ("claims", ("--output", "c.yaml")), ("plan", ())):
        endpoint.answers = [gives(FIRST), says("no")]
        done = run(command, "long.txt", "--date", "2020-05-04", *extra, *options(endpoint))
        assert done.code == 4
        assert "inquest: 1 piece of the text could not be read, or not to its end; what was read is kept" in done.err
        told = " ".join((done.out if command == "check" else done.err).split())
        assert "llm: piece 2 of 2 (characters 5" in told
        assert "was not read: the answer is not the JSON that was asked for." in told
    case = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert len(case["findings"]) > 0
    assert "was not read" in case["warnings"][0]
    assert "was not read" in (tmp_path / "c.yaml").read_text("utf-8")


def test_an_answer_that_was_cut_off_gives_code_4(run: Run, endpoint: Endpoint) -> None:
    whole = json.dumps({"entries": [FIRST, SECOND]})
    endpoint.answers = [says(whole[: whole.index("Aleppo")], "length")]
    done = run("check", "text.txt", "--date", "2020-05-04", *options(endpoint))
    assert done.code == 4
    out = " ".join(done.out.split())
    assert "was read in part: the answer was cut off; what it held is kept." in out
    assert "Not read: the answer was cut off before it." in out
    assert "inquest: 1 piece of the text could not be read, or not to its end" in done.err


def test_publication_names_the_model_and_not_the_host(run: Run, endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.answers = [gives(FIRST)]
    who = ("--publish", "--reviewer", "A. B.", "--second-reader", "C. D.")
    assert run("check", "text.txt", "--date", "2020-05-04", "--json", "c.json", *who, *options(endpoint)).code == 0
    case = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert case["extractors"] == [{"name": "llm", "model": "reader", "host": "", "prompt": "1"}]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--extractor", "llm"), 2, "was given no address and model"),
        (("--extractor", "magic"), 2, "no extractor named 'magic'. Choices: llm, rules."),
        (("--extractor", "rules,rules"), 2, "the list of extractors is 'rules,rules'"),
        (("--extractor", ","), 2, "Choices: llm, rules. Cure: write for example --extractor rules,llm."),
        (("--llm-model", "reader"), 2, "llm is not among the extractors"),
        (("--no-llm-cache",), 2, "add --extractor llm"),
    ],
)
def test_usage(run: Run, endpoint: Endpoint, words: tuple[str, ...], code: int, message: str) -> None:
    done = run("check", "text.txt", "--date", "2020-05-04", *words)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


def test_a_claims_file_is_read_already(run: Run, endpoint: Endpoint) -> None:
    assert run("claims", "text.txt", "--output", "claims.yaml").code == 0
    done = run("check", "claims.yaml", *options(endpoint))
    assert done.code == 2
    assert "a claims file is read already" in done.err
    assert endpoint.asked == []


def test_an_endpoint_that_refuses(run: Run, endpoint: Endpoint) -> None:
    endpoint.answers = [fails(401)]
    done = run("check", "text.txt", *options(endpoint, "rules,llm"))
    assert (done.code, done.out) == (2, "")
    assert "refuses the key (status 401). Cure: set INQUEST_LLM_KEY to a valid key." in done.err


def test_without_the_library(run: Run, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydantic_ai.models.openai", None)
    done = run("check", "text.txt", *options(endpoint))
    assert (done.code, done.out) == (3, "")
    assert "pip install 'inquest[llm]'" in done.err


FRENCH = (
    "Selon les observateurs, plus de 100 personnes ont été tuées à Idlib en 2017. Les combats dans la région ont été "
    "très violents pendant toute cette année."
)


def test_a_language_without_frames(run: Run, endpoint: Endpoint, tmp_path: Path) -> None:
    """With ``rules`` a clear answer, with ``llm`` a finding."""
    (tmp_path / "fr.txt").write_text(FRENCH, "utf-8")
    done = run("check", "fr.txt", "--date", "2020-05-04")
    assert (done.code, done.out) == (4, "")
    assert "the text is in French, for which there are no frames" in done.err
    assert "use --extractor llm" in done.err
    given = entry(
        "plus de 100 personnes ont été tuées à Idlib en 2017",
        "level",
        places="Idlib",
        periods="en 2017",
        quantity=deaths("plus de 100", ">", 100),
        slots={"measure": "deaths"},
    )
    given["parts"][1]["english"] = "in 2017"
    endpoint.answers = [gives(given)]
    words = ("check", "fr.txt", "--date", "2020-05-04", "--json", "-")
    case = json.loads(run(*words, *options(endpoint)).out)
    (finding,) = case["findings"]
    assert finding["proposition"]["kind"] == "level"
    assert case["claims"][0]["periods"][0]["via"] == "“en 2017” -> in 2017, as llm puts it into English"
    given["parts"][1]["english"] = "in 2016"
    endpoint.answers = [gives(given)]
    case = json.loads(run(*words, *options(endpoint)).out)
    assert case["findings"] == []
    assert "“en 2017” is no time that can be tested" in case["refusals"][0]["text"]
