"""The classifier of clauses: what it finds is listed, and waits for a person's word before it is tested."""

import pytest
from tests.extract.finder import SmallFinder

from inquest.extract._scout import NONE, Weights, lexicon, listed_only, scout, weights
from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Extraction
from inquest.read import open_document
from inquest.registry import names


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(open_document(text, date="2011-01-01"), SmallFinder())


def test_words_belong_to_classes_whole_by_beginning_and_as_phrases() -> None:
    lex = lexicon("en")
    assert lex is not None
    assert "kill" in lex.of("slaughtered")
    assert "kill" in lex.of("slain")
    assert lex.of("teapot") == ()
    assert any(name == "spare" for _, name in lex.phrases["did"])


def test_labels_are_kinds_or_modes() -> None:
    trained = weights("en")
    assert trained is not None
    modes = {NONE, "opinion", "normative", "intention", "prediction"}
    assert {label.rstrip("-") for label in trained.labels} <= set(names("kinds")) | modes
    assert listed_only("level-")
    assert not listed_only("level")


def test_chances_sum_to_one_and_do_not_lean_on_order() -> None:
    trained = Weights(("a", "b"), (0.0, 1.0), {"x": "2.0 -1.0", "y": "0.5 0.5"})
    one = trained.chances({"x", "y", "unknown"})
    assert sum(one.values()) == pytest.approx(1.0)
    assert one == trained.chances({"unknown", "y", "x"})
    assert one["a"] > one["b"]


def test_a_claim_in_words_that_no_frame_knows_is_listed_and_waits() -> None:
    found = read("Gunmen of the militia mowed down 40 shepherds near the wells of Helmand.")
    assert [(c.frame, bool(c.unconfirmed)) for c in found.claims] == [(f"scout-{found.claims[0].kind}", True)]
    assert [m.text for m in found.claims[0].places] == ["Helmand"]
    assert [s.not_checkable for s in found.statements] == [None]


def test_a_frame_goes_before_the_classifier() -> None:
    found = read("More than 3,000 people were killed in Helmand in 2009.")
    assert [(c.kind, c.unconfirmed) for c in found.claims] == [("level", None)]


def test_a_language_without_classes_has_no_guesses() -> None:
    from inquest.extract._skeleton import Skeleton

    assert scout(Skeleton([]), 0, "xx") == {}


@pytest.mark.parametrize(
    ("chances", "waits"),
    [
        ({"engagement": 0.01, "priority": 0.9, NONE: 0.09}, True),
        ({"engagement": 0.06, "priority": 0.9, NONE: 0.04}, False),  # the frame's own kind may well be meant
        (
            {"engagement": 0.01, "priority": 0.3, NONE: 0.2, "level": 0.29, "opinion": 0.2},
            False,
        ),  # nothing else is sure
        ({"engagement": 0.01, "sequence": 0.9, NONE: 0.09}, False),  # near kinds: "first fought"
    ],
)
def test_a_frame_whose_words_speak_of_something_else_waits_for_a_person(
    monkeypatch: pytest.MonkeyPatch, chances: dict[str, float], waits: bool
) -> None:
    monkeypatch.setattr("inquest.extract._scouted.scout", lambda *_: chances)
    (claim,) = read("The army clashed with the militia in Helmand in 2009.").claims
    assert claim.kind == "engagement"
    assert bool(claim.unconfirmed) is waits
    assert not waits or "rather priority" in str(claim.unconfirmed)


def sides(text: str) -> tuple[list[str], list[str], tuple[str, float, str] | None]:
    """Actors, targets and quantity of the one claim that is only listed."""
    one = next(c for c in read(text).claims if c.unconfirmed)
    amount = one.quantity and (one.quantity.op, one.quantity.value, one.quantity.unit)
    return [m.text.removeprefix("the ") for m in one.actors], [m.text.removeprefix("the ") for m in one.targets], amount


def test_a_perfect_is_no_passive() -> None:
    found = sides("The Taliban have mown down 12 shepherds and left their bodies near the wells of Helmand.")
    assert found == (["Taliban"], ["civilians"], ("=", 12.0, "deaths"))


def test_civilians_under_attack_are_told_by_their_nouns() -> None:
    actors, targets, _ = sides("The Taliban rained rockets down on a crowded market in Helmand.")
    assert (actors, targets) == (["Taliban"], ["civilians"])


def test_the_amount_that_counts_people_is_taken_before_lengths_of_time() -> None:
    found = sides("In five days of shelling the Taliban put over 40 worshippers into graves near wells in Helmand.")
    assert found[2] == (">", 40.0, "deaths")


def test_two_amounts_of_one_sort_are_added_up() -> None:
    found = sides("The Taliban put 14 soldiers and two officers out of action near the wells of Helmand.")
    assert found[2] == ("=", 16.0, "deaths")


def test_what_a_trend_goes_between_is_one_quantity() -> None:
    found = sides("Clashes near the wells of Helmand crept up from four in 2009 to 31 in 2010.")
    assert found[2] == ("between", 4.0, "clashes")


def test_a_subject_after_its_helping_verb_is_found() -> None:
    assert sides("In none of these massacres did the Taliban lift a finger.")[0] == ["Taliban"]


def test_the_opener_of_a_clause_governs_no_party() -> None:
    assert sides("Thousands fled as the Taliban edged closer to the wells of Helmand.")[0] == ["Taliban"]


def test_a_place_that_no_dictionary_holds_stands_as_its_words() -> None:
    (one,) = read("The Taliban fell upon a convoy on the road from Nonesuch to Elsewhere.").claims
    assert [m.text for m in one.places] == ["Nonesuch", "Elsewhere"]


def test_both_sides_of_a_truce_are_told_apart() -> None:
    actors, targets, _ = sides("A fragile calm has prevailed between the Taliban and the Afghan army in Helmand.")
    assert (actors, len(targets)) == (["Taliban"], 1)


@pytest.mark.parametrize("victims", ["defenceless peasants", "unarmed aid workers", "villagers"])
def test_victims_between_the_count_and_the_end_of_its_phrase_are_civilians(victims: str) -> None:
    (one,) = read(f"The Taliban killed 90 {victims} in Helmand in 2009.").claims
    assert ([m.text for m in one.targets], one.unconfirmed) == (["civilians"], None)


def test_whose_losses_are_told_is_the_target() -> None:
    actors, targets, amount = sides("After the raid the Taliban put their losses at the wells of Helmand at five.")
    assert (actors, targets) == ([], ["Taliban"])
    assert amount == ("=", 5.0, "deaths")


@pytest.mark.parametrize(("chance", "state"), [(0.45, None), (0.55, "opinion")])
def test_no_clause_is_called_an_opinion_on_a_weak_guess(
    monkeypatch: pytest.MonkeyPatch, chance: float, state: str | None
) -> None:
    chances = {"opinion": chance, "episode": 0.9 - chance, NONE: 0.1}
    monkeypatch.setattr("inquest.extract._scouted.scout", lambda *_: chances)
    found = read("The militia mowed down shepherds near the wells of Helmand.")
    assert [s.not_checkable for s in found.statements] == [state]
    assert [c.kind for c in found.claims] == ([] if state else ["episode"])
