"""The claims file: what is written is read back; an edited slip is named with the nearest field."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from tests.extract.finder import SmallFinder

from inquest.errors import InputError
from inquest.extract._claims_file import dump_claims, load_claims
from inquest.extract.rules import EXTRACTOR
from inquest.model.grounding import Candidate, Grounded, Grounding, Question
from inquest.read import open_document

TEXT = (
    "A year of war\n\nMore than 3,000 people were killed in Helmand in 2009. The Taliban have stepped up their attacks "
    "on the army. «The minister» called for a truce: nobody listened.\n\n© 2010 - 2012 All rights reserved."
)


@pytest.fixture
def written() -> str:
    document = open_document(TEXT, date="2010-05-01", author="A. Writer")
    extraction = EXTRACTOR.extract(document, SmallFinder())
    claim = extraction.claims[1]
    options = (
        Candidate(id="army-a", label="Army of A", weight=0.5, reason="at home there"),
        Candidate(id="army-b", label="Army of B", weight=0.5, reason="named above"),
    )
    question = Question(id="which-army", text="Which army?", options=options)
    unknown = Grounded(mention=claim.actors[0], unknown=("Taleban",))
    grounding = Grounding(
        claim=claim,
        actors=(unknown,),
        targets=(Grounded(mention=claim.targets[0], candidates=options),),
        questions=(question,),
    )
    return dump_claims(document, extraction, [grounding])


def test_round_trip(written: str) -> None:
    document = open_document(TEXT, date="2010-05-01", author="A. Writer")
    extraction = EXTRACTOR.extract(document, SmallFinder())
    assert load_claims(written) == (document, extraction, {})


def test_the_file_shows_candidates_and_questions(written: str) -> None:
    data = yaml.safe_load(written)
    shown = data["claims"][1]["candidates"]
    assert shown["army"] == [
        "army-a (Army of A; weight 0.50): at home there",
        "army-b (Army of B; weight 0.50): named above",
    ]
    assert shown["Taliban"] == ["unknown; nearest: Taleban"]
    assert data["questions"][0]["options"] == {"army-a": "Army of A: at home there", "army-b": "Army of B: named above"}


def edit(written: str, change: Callable[[dict[str, Any]], object]) -> str:
    data = yaml.safe_load(written)
    change(data)
    return yaml.safe_dump(data, allow_unicode=True)


def test_a_person_may_answer_and_write_names_as_text(written: str) -> None:
    def change(data: dict[str, Any]) -> None:
        data["questions"][0]["answer"] = "army-b"
        data["claims"][0]["actors"] = ["Taliban", "Unnamed Group"]
        del data["claims"][1]

    document, extraction, answers = load_claims(edit(written, change))
    assert answers == {"which-army": "army-b"}
    assert len(extraction.claims) == 1
    known, unknown = extraction.claims[0].actors
    assert document.text[known.start : known.end] == "Taliban"
    assert (unknown.text, unknown.via) == ("Unnamed Group", "written by hand in the claims file")


def test_a_claim_may_be_added_by_its_quote(written: str) -> None:
    def change(data: dict[str, Any]) -> None:
        data["claims"].append({"id": "mine", "statement": "s01", "kind": "level", "quote": "killed in Helmand"})

    document, extraction, _ = load_claims(edit(written, change))
    claim = extraction.claims[-1]
    assert (document.text[claim.start : claim.end], claim.frame) == ("killed in Helmand", "by hand")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda d: d["claims"][0].update(actrs=["Taliban"]),
            r"claim 'c01a' has the field 'actrs'.*did you mean 'actors'",
        ),
        (
            lambda d: d["claims"][0]["slots"].update(mesure="deaths"),
            r"slots has the field 'mesure'.*did you mean 'measure'",
        ),
        (
            lambda d: d["claims"][0]["slots"].update(measure="tanks"),
            r"fills the slot 'measure' with 'tanks'.*Choices: events",
        ),
        (lambda d: d["claims"][0]["quantity"].update(valeu=3), r"quantity has the field 'valeu'.*did you mean 'value'"),
        (lambda d: d["claims"][0]["quantity"].update(op="more"), r"field 'quantity.op'"),
        (lambda d: d["claims"][0].update(places="Helmand"), r"places is 'Helmand'.*a list.*write places: \[Helmand\]"),
        (lambda d: d["claims"][0]["places"].append({"txt": "x"}), r"places has the field 'txt'.*did you mean 'text'"),
        (
            lambda d: d["statements"][0].update(speeker="me"),
            r"statement 1 has the field 'speeker'.*did you mean "
            r"'speaker'",
        ),
        (lambda d: d["document"].update(titel="x"), r"document has the field 'titel'.*did you mean 'title'"),
        (lambda d: d["document"]["sentences"].append("zero body"), r"sentence \d is 'zero body'.*start, end and role"),
        (lambda d: d.update(question=[]), r"the claims file has the field 'question'.*did you mean 'questions'"),
        (
            lambda d: d["questions"][0].update(answer="army-c"),
            r"'which-army' is answered with 'army-c'.*Choices: "
            r"army-a, army-b",
        ),
        (lambda d: d["questions"][0].update(anser="x"), r"question 1 has the field 'anser'.*did you mean 'answer'"),
        (lambda d: d.update(inquest_claims=9), r"format 9.*inquest_claims: 1.*inquest claims FILE"),
        (lambda d: d.pop("claims"), r"has no 'claims'"),
        (
            lambda d: d["claims"].append({"id": "n", "quote": "not there"}),
            r"claim 'n' quotes words that are not in the text",
        ),
        (lambda d: d["claims"].append("text"), r"a claim is str"),
    ],
)
def test_a_slip_is_named(written: str, change: Callable[[dict[str, Any]], object], message: str) -> None:
    with pytest.raises(InputError, match=f"(?s){message}"):
        load_claims(edit(written, change))


def test_broken_yaml_names_the_line() -> None:
    with pytest.raises(InputError, match=r"no valid YAML in line 3.*indentation"):
        load_claims("inquest_claims: 1\nclaims: [a\ndocument: {")


def test_no_mapping() -> None:
    with pytest.raises(InputError, match="the claims file is list"):
        load_claims("- a\n- b\n")
