"""What the face of a card leaves out so that its quotes stay whole, and what it may never leave out."""

import pytest
from tests.report.example import case

from inquest.report.clean import number
from inquest.report.face import CARD_WORDS, LEAST_QUOTE, brief, cut, fitted, quote_of, quotes_shown, room, unscoped
from inquest.report.headings import scale_of
from inquest.report.parts import count_words
from inquest.report.ways import card_figure, points


@pytest.mark.parametrize(
    ("sentence", "tested", "left"),
    [
        (
            "The record counts 8,762 deaths for fighting between A and B in Syria in 2017, against 10,711 for fighting "
            "between C and B.",
            "Recorded deaths for fighting between A and B in Syria in 2017: more than for fighting between C and B.",
            "The record counts 8,762 deaths, against 10,711.",
        ),
        (
            "The record puts 45% of deadly events involving Government of Syria in fighting in Idlib governorate.",
            "Share of Government of Syria’s fighting that was in Idlib governorate (2019): more than half.",
            "The record puts 45% of deadly events in such fighting.",
        ),
        (
            "The record gives Government of Syria 37% of Islamic State’s recorded losses in Iraq and Syria.",
            "Share of Islamic State’s recorded losses to Government of Syria in Iraq and Syria: more than half.",
            "The record gives Government of Syria 37%.",
        ),
        (
            "The record counts 193 deaths from all violence in the Region (Erbil, Dohuk and others) in 2016.",
            "Recorded deaths from all violence in the Region (Erbil, Dohuk and others) in 2016: more than 5,000.",
            "The record counts 193 deaths.",
        ),
        (
            "The record counts 12 deaths in the town.",
            "Recorded deaths in Aleppo: more than 4.",
            "The record counts 12 deaths in the town.",
        ),
    ],
)
def test_a_scope_is_said_once_where_room_is_short(sentence: str, tested: str, left: str) -> None:
    assert unscoped(sentence, tested) == left


def test_the_scope_stays_where_there_is_room() -> None:
    texts = brief(case().findings[0].card)
    assert fitted(texts, (), [quote_of(case().claims[0].model_copy(update={"quote": "Short words."}), "A")]) == texts


def test_what_turns_a_claim_is_never_cut_off() -> None:
    text = (
        "It is quite absurd for anyone who was not there at the time to say that the army of A beat the fighters of B"
    )
    plain = case().claims[0]
    at = text.index("army")
    mention = plain.actors[0].model_copy(update={"start": at, "end": len(text)}) if plain.actors else None
    assert mention is not None
    claim = plain.model_copy(update={"quote": text, "start": 0, "end": len(text), "actors": (mention,), "hedges": ()})
    shown = {
        polarity: quotes_shown([quote_of(claim.model_copy(update={"polarity": polarity}), "A")], LEAST_QUOTE + 3)[0]
        for polarity in ("affirm", "deny")
    }
    assert shown["affirm"] == "… the army of A beat the fighters of B"
    assert shown["deny"].startswith("It is quite absurd")


def test_words_of_a_face_never_pass_the_limit() -> None:
    texts = {**brief(case().findings[0].card), "overturn": "word " * 30}
    quotes = [quote_of(case().claims[0].model_copy(update={"quote": "long " * 90}), "The author")] * 3
    shown = [q for q in quotes_shown(quotes, room(texts, ())) if q]
    assert all(count_words(q) >= LEAST_QUOTE for q in shown)
    assert count_words(" ".join([*texts.values(), *(f"{q} The author" for q in shown)])) <= CARD_WORDS


def test_an_open_quotation_mark_is_closed() -> None:
    assert cut("where ISIS is «strengthening its positions", 60) == "where ISIS is «strengthening its positions …»"


def test_the_figure_of_a_card_stands_in_its_table() -> None:
    """The range of a row takes in what the card quotes; a note says which way of measuring that is."""
    found = case().findings[0]
    point = next(s.point for s in found.specifications if s.point is not None)
    low, *_, high = sorted(points(found, found.readings))
    assert low <= point <= high
    assert number(point, "share") in card_figure(found, "share")


def test_distances_are_no_shares() -> None:
    about = case().findings[0].proposition.model_copy(update={"terms": {"scale": "distance"}})
    assert scale_of(about) == "distance"
    assert number(2.69, "distance") == "2.7 margins"
    assert "quotes" not in card_figure(case().findings[0], "distance")
