"""The extractor as a whole: speakers, offsets, determinism, hostile text, speed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.finder import SmallFinder

from inquest.contracts import Extractor
from inquest.errors import InputError
from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Extraction
from inquest.read import open_document

FINDER = SmallFinder()


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(open_document(text), FINDER)


def test_it_is_an_extractor() -> None:
    assert isinstance(EXTRACTOR, Extractor)


def test_attribution_holds_within_its_sentence_and_no_further() -> None:
    found = read("The minister said that 30 rebels were killed in Goma. Forty rebels were killed in Bunia.")
    assert [(c.speaker, c.quantity.value if c.quantity else None) for c in found.claims] == [
        ("minister", 30),
        ("author", 40),
    ]


@pytest.mark.parametrize(
    ("then", "speaker"),
    [
        ("In particular, 12 rebels died in Bunia.", "minister"),
        ("More precisely, 12 rebels died in Bunia.", "minister"),
        ("Among the dead were 12 rebels.", "minister"),
        ("In May 12 rebels died in Bunia.", "author"),
    ],
)
def test_an_attribution_carries_to_a_sentence_that_leans_on_it(then: str, speaker: str) -> None:
    found = read(f"The minister said that 30 rebels were killed in Goma. {then}")
    assert [c.speaker for c in found.claims] == ["minister", speaker]


def test_a_role_stands_for_the_name_it_was_given_with() -> None:
    found = read(
        "The Kenyan envoy to Somalia, John Doe, stated that al-Shabaab is regrouping. "
        "The envoy said that al-Shabaab attacked Kenyan troops."
    )
    assert {c.speaker for c in found.claims} == {"John Doe"}


def test_the_writer_takes_over_after_but() -> None:
    found = read("Moscow announced that its forces left Aleppo, but its jets bombed the rebels in Idlib.")
    assert found.claims[-1].speaker == "author"


def test_rhetoric_is_reported_not_claimed() -> None:
    found = read(
        "Despite all the talk of the defeat of the FARC as the main goal of the army, the fight against "
        "the FARC "
        "has never been a priority for the army."
    )
    kinds = [(c.kind, c.polarity) for c in found.claims]
    assert ("declaration", "affirm") in kinds
    assert ("priority", "deny") in kinds


def test_hedges_irony_and_epithets_are_kept_as_style() -> None:
    found = read("The so-called coalition reportedly bombed the butcher of Damascus in Homs.")
    assert found.statements[0].hedges == ("reportedly",)
    assert "so-called" in found.statements[0].style
    assert any("butcher" in s for s in found.statements[0].style)
    assert "butcher" not in found.claims[0].targets[0].text


def test_anaphors_are_resolved_with_a_reason() -> None:
    found = read("The rebels and the Houthis met in Sanaa. They attacked the army there.")
    claim = found.claims[0]
    assert [m.text for m in claim.actors] == ["The rebels", "the Houthis"] or len(claim.actors) == 2
    assert claim.actors[0].via
    assert claim.actors[0].via.startswith('"They" -> ')
    assert claim.places[0].text == "Sanaa"
    assert claim.places[0].via == '"there" -> Sanaa'


def test_ids_are_stable() -> None:
    text = "Boko Haram killed 40 civilians in Borno. The army should have helped. Boko Haram attacked the police."
    one, two = read(text), read(text)
    assert one == two
    assert [s.id for s in one.statements] == ["s01", "s02", "s03"]
    assert [c.id for c in one.claims] == ["c01a", "c03a"]


def test_a_language_without_frames_is_refused() -> None:
    document = open_document("The army left Goma on Monday.").model_copy(update={"language": "xx"})
    with pytest.raises(
        InputError, match=r"in the language “xx”, for which there are no frames.*Choices: English \(en\).*llm"
    ):
        EXTRACTOR.extract(document, FINDER)


@given(
    st.lists(
        st.sampled_from(
            [
                "the army",
                "ISIS",
                "killed",
                "more than",
                "40",
                "people",
                "in",
                "Idlib",
                ",",
                "and",
                "that",
                "said",
                ".",
                "—",
                "who",
                "«",
                "»",
                "between",
                "2017",
                "not",
                "fighting",
                "they",
                "@a1",
                "|",
                "(",
                "according to",
                "a priority for",
                "?",
                ";",
            ]
        ),
        min_size=3,
        max_size=60,
    )
)
def test_any_salad_of_words_is_read_with_exact_offsets(words: list[str]) -> None:
    document = open_document("The army left Goma. " + " ".join(words))
    found = EXTRACTOR.extract(document, FINDER)
    for item in (*found.statements, *found.claims):
        assert document.text[item.start : item.end] == item.quote
    for claim in found.claims:
        for mention in (*claim.actors, *claim.targets, *claim.places, *claim.periods):
            assert mention.via or document.text[mention.start : mention.end].endswith(mention.text[-2:])


HOSTILE = {
    "one word": "a",
    "no spaces": "the fight against ISIS ",
    "commas": "the army, ",
    "numbers": "1,000,000,",
    "fighting": "fighting between the army and the rebels and ",
    "priority": "the priority remains more than a third of all deaths of ",
    "quotes": "«\"'",
    "caps": "Aa Bb ",
    "months": "May 1 from May to ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_linearly_on_one_long_line(name: str) -> None:
    def seconds(size: int) -> float:
        text = "The army killed people. " + (HOSTILE[name] * (size // len(HOSTILE[name]) + 1))[:size]
        document = open_document(text)
        start = time.perf_counter()
        EXTRACTOR.extract(document, FINDER)
        return time.perf_counter() - start

    small, large = max(seconds(20_000), 0.004), seconds(80_000)
    assert large < 4 * 3.5 * small, f"4 times the text took {large / small:.1f} times as long"


def test_long_texts_are_searched_in_pieces_with_the_same_result() -> None:
    line = "Boko Haram killed 40 civilians in Borno. The Taliban attacked the police in Kunduz.\n"
    one, many = read(line), read(line * 600)
    assert len(many.claims) == 600 * len(one.claims)
    last, first = many.claims[-1], one.claims[-1]
    shift = last.start - first.start
    assert [(m.text, m.start - shift) for m in (*last.actors, *last.places)] == [
        (m.text, m.start) for m in (*first.actors, *first.places)
    ]


def test_a_transcript_gives_each_turn_its_speaker() -> None:
    text = (
        "QUESTION: The report says that 90 people were killed in Helmand in 2009.\n"
        "ANSWER: More than 40 people were killed in Helmand in 2009.\n"
        "THE MEMBER FOR KANDAHAR: More than 50 people were killed in Helmand in 2010.\n"
        "Nearly 60 people were killed in Helmand in 2008.\n"
    )
    found = EXTRACTOR.extract(open_document(text, date="2011-01-01"), SmallFinder())
    speakers = {c.quantity.value: c.speaker for c in found.claims if c.quantity}
    assert speakers[40] == "author"
    assert speakers[50] == speakers[60] == "Member for Kandahar"
