"""A claims file as a person edits it: what is filled in, and how every slip is named with its line."""

import re

import pytest
from tests.extract.finder import SmallFinder

from inquest.errors import InputError
from inquest.extract._claims_file import dump_claims, load_claims, load_names
from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document

TEXT = (
    "A year of war\n\nMore than 3,000 people were killed in Helmand in 2009. The governor said that the “Taliban” lost "
    "more men than\nthe army. Rebels burned the archive."
)


@pytest.fixture
def written() -> str:
    document = open_document(TEXT, date="2010-05-01")
    return dump_claims(document, EXTRACTOR.extract(document, SmallFinder()))


def added(written: str, entry: str) -> str:
    return written.replace("\nclaims:\n", f"\nclaims:\n{entry}\n", 1)


def line_of(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


def test_mentions_are_written_as_plain_text(written: str) -> None:
    assert "  - Helmand\n" in written
    assert "via: null" not in written


def test_names_and_questions_stand_first(written: str) -> None:
    heads = re.findall(r"^(\w+):", written, re.M)
    assert heads == ["inquest_claims", "names", "questions", "claims", "statements", "document"]


def test_a_claim_by_hand_needs_quote_kind_and_names(written: str) -> None:
    quote = 'the "Taliban" lost more men than the army'
    document, found, _ = load_claims(added(written, f"- {{quote: '{quote}', kind: exchange, actors: [Taliban]}}"))
    claim = found.claims[0]
    assert (claim.id, claim.frame, claim.kind) == ("h01", "by hand", "exchange")
    assert document.text[claim.start : claim.end] == claim.quote == "the “Taliban” lost more men than\nthe army"
    said = next(s for s in found.statements if s.id == claim.statement)
    assert said.start <= claim.start < said.end
    assert claim.speaker == said.speaker
    assert document.text[claim.actors[0].start : claim.actors[0].end] == "Taliban"


def test_a_claim_where_no_statement_was_gets_one(written: str) -> None:
    cut = written[: written.index("\nstatements:")] + "\nstatements: []" + written[written.index("\ndocument:") :]
    cut = re.sub(r"\nclaims:.*?\nstatements", "\nclaims: []\nstatements", cut, flags=re.S)
    entry = "claims:\n- {quote: Rebels burned the archive, kind: episode, actors: [Rebels]}"
    _, found, _ = load_claims(cut.replace("claims: []", entry))
    assert [(s.id, s.quote) for s in found.statements] == [("h01", "Rebels burned the archive")]
    assert found.claims[0].statement == "h01"


def test_an_edited_quote_is_found_anew(written: str) -> None:
    change = written.replace(
        "quote: More than 3,000 people were killed in Helmand in 2009.", "quote: killed in Helmand", 1
    )
    document, found, _ = load_claims(change)
    assert document.text[found.claims[0].start : found.claims[0].end] == "killed in Helmand"


def test_an_amount_needs_no_words(written: str) -> None:
    entry = "- {quote: killed in Helmand, kind: level, quantity: {op: '>', value: 500, unit: deaths}}"
    _, found, _ = load_claims(added(written, entry))
    assert found.claims[0].quantity is not None
    assert found.claims[0].quantity.text == "> 500"


def test_names_are_read(written: str) -> None:
    assert load_names(written) == {}
    settled = written.replace("names: {}", "names: {the tigers: ucdp-291, Both: [a, b]}")
    assert load_names(settled) == {"the tigers": ("ucdp-291",), "Both": ("a", "b")}


SLIPS = [
    ("- {quote: killed in Helmand, kind: levl}", "kind 'levl'", "did you mean 'level'"),
    (
        "- {quote: killed in Helmond, kind: level}",
        "words that are not in the text: 'killed in Helmond'",
        "killed in Helmand",
    ),
    ("- {kind: level}", "has no 'quote'", "add quote: and the words"),
    (
        "- {quote: killed in Helmand, kind: level, statement: s99}",
        "statement 's99', which there is none of",
        "leave out",
    ),
    ("- {quote: killed in Helmand, kind: level, start: ten}", "start is 'ten'", "delete start: and end:"),
    (
        "- {quote: killed in Helmand, kind: level, polarity: maybe}",
        "Input should be 'affirm' or 'deny', found 'maybe'",
        "",
    ),
    ("- {quote: killed in Helmand, kind: level, quantity: 40}", "quantity is 40", "write quantity: {op: '>'"),
    ("- {quote: killed in Helmand, kind: level, actors: Taliban}", "actors is 'Taliban'", "write actors: [Taliban]"),
    ("- {quote: killed in Helmand, kind: level, slots: {measure: tanks}}", "slot 'measure' with 'tanks'", "deaths"),
    ("- {quote: killed in Helmand, kind: level, id: c01a}", "stands twice (first in line", "leave out its id"),
    ("- {quote: killed in Helmand, kind: level, kind: trend}", "'kind' twice in one place", "delete one of them"),
]


@pytest.mark.parametrize(("entry", "found", "cure"), SLIPS, ids=[s[1][:24] for s in SLIPS])
def test_a_slip_is_named_with_its_line(written: str, entry: str, found: str, cure: str) -> None:
    text = added(written, entry)
    with pytest.raises(InputError) as error:
        load_claims(text)
    message = str(error.value)
    assert found in message
    assert cure in message
    wanted = line_of(text, "- id: c01a") if "stands twice" in found else line_of(text, entry)
    assert f"line {wanted}: " in message


def test_an_edited_text_is_named(written: str) -> None:
    with pytest.raises(InputError, match=r"line \d+: document, sentence \d .*has \d+ characters.*don't edit the text"):
        load_claims(written.replace("A year of war", "War"))


def test_broken_yaml_shows_the_words_there() -> None:
    with pytest.raises(InputError) as error:
        load_claims("inquest_claims: 1\nclaims:\n- quote: he said: no\n")
    assert "no valid YAML in line 3, at '- quote: he said: no'" in str(error.value)
    assert "put words with : or # between quotes" in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the claims file is empty"),
        ("inquest_claims: 1\nclaims: 3\ndocument: {text: a}", "line 2: claims is 3"),
        ("inquest_claims: 1\nnames: [a]\nclaims: []\ndocument: {text: a}", "line 2: names is"),
        ("inquest_claims: 1\nnames: {a: 3}\nclaims: []\ndocument: {text: a}", "line 2: names, a is 3"),
    ],
)
def test_other_shapes_are_refused(text: str, message: str) -> None:
    read = load_names if "names" in text else load_claims
    with pytest.raises(InputError, match=message):
        read(text)


def test_a_file_of_a_thousand_claims_is_read_in_little_time(written: str) -> None:
    entry = "- {quote: killed in Helmand, kind: level, actors: [Taliban]}"
    read = len(load_claims(written)[1].claims)
    _, found, _ = load_claims(added(written, "\n".join([entry] * 1_000)))
    assert len({c.id for c in found.claims}) == len(found.claims) == read + 1_000


@pytest.mark.parametrize("last", ["names: &z [*z]", "names: [*f8, *f8]"])
def test_a_file_that_unfolds_without_end_is_refused(last: str) -> None:
    folds = "".join(f"f{i}: &f{i} [{', '.join([f'*f{i - 1}'] * 20)}]\n" for i in range(1, 9))
    with pytest.raises(
        InputError, match=r"^line \d+: the claims file uses this part again and again .* at most 10,000 .* Cure: copy"
    ):
        load_claims(f"inquest_claims: 1\nf0: &f0 [x]\n{folds}{last}\n")


@pytest.mark.parametrize("mark", ["'", '"'])
def test_a_quotation_mark_that_is_not_closed_is_named_where_it_opens(written: str, mark: str) -> None:
    broken = re.sub(r"(?m)^(  speaker: )author$", rf"\g<1>{mark}author", written, count=1)
    line = line_of(broken, f"{mark}author")
    with pytest.raises(InputError, match=rf"opens a quotation mark \({mark}\) in line {line} and doesn't close it"):
        load_claims(broken)


def test_closed_quotation_marks_are_left_alone() -> None:
    lines = ["inquest_claims: 1", "names: {}", "a: 'it''s", "  so: and'", 'b: "x \\" y"', "c: |", "  d: 'text", "e: [1"]
    with pytest.raises(InputError, match="no valid YAML in line"):
        load_claims("\n".join(lines))


def test_a_kind_that_there_is_none_of_is_refused_in_what_was_read_too(written: str) -> None:
    assert "  kind: level\n" in written
    wrong = written.replace("  kind: level\n", "  kind: lvel\n", 1)
    message = rf"line {line_of(wrong, 'lvel')}: claim 'c01a' has the kind 'lvel'.*did you mean 'level'"
    with pytest.raises(InputError, match=message):
        load_claims(wrong)
