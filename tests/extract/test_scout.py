"""The classifier of clauses: what it finds is listed, and waits for a person's word before it is tested."""

import pytest
from tests.extract.finder import SmallFinder

from inquest.extract import _scout
from inquest.extract._reading import Reading, find_names
from inquest.extract._scout import NONE, Weights, features, lexicon, weights
from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import SCOUTED, Extraction
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


def test_chances_sum_to_one_and_do_not_lean_on_order() -> None:
    trained = Weights(("a", "b"), (0.0, 1.0), {"x": "200 -100", "y": "50 50"})
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


def test_a_language_without_weights_has_no_guesses() -> None:
    assert weights("xx") is None


def test_what_it_is_trained_on_is_the_same_before_it_was_ever_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    document = open_document("A mine killed 40 people in Goma, most of them women. Calm has come back to Bunia.")
    finder, lex = SmallFinder(), lexicon("en")
    assert lex is not None

    def told() -> list[set[str]]:
        reading = Reading(document, find_names(document, finder))
        every = [reading.framed(sentence) for sentence in document.sentences]
        return [features(f, c, lex) for f in every if f is not None for c in range(len(f.sk.bounds))]

    trained = told()
    assert len(trained) > len(document.sentences)  # the tail of the first is a clause
    monkeypatch.setattr(_scout, "weights", lambda language: None)
    assert told() == trained
    assert not [c for c in EXTRACTOR.extract(document, finder).claims if c.frame.startswith(SCOUTED)]
    assert lexicon("xx") is None


@pytest.mark.parametrize(
    ("chances", "kind"),
    [
        ({"engagement": 0.05, "priority": 0.9, NONE: 0.05}, "priority"),
        ({"engagement": 0.2, "priority": 0.7, NONE: 0.1}, "engagement"),  # the frame's own kind may well be meant
        (
            {"engagement": 0.01, "priority": 0.3, NONE: 0.2, "level": 0.29, "association": 0.2},
            "engagement",
        ),  # nothing else is sure
        ({"engagement": 0.01, "sequence": 0.9, NONE: 0.09}, "engagement"),  # near kinds: "first fought"
    ],
)
def test_a_far_likelier_kind_takes_the_place_of_a_frames_and_waits_for_a_person(
    monkeypatch: pytest.MonkeyPatch, chances: dict[str, float], kind: str
) -> None:
    monkeypatch.setattr("inquest.extract._scout.Scout.chances", lambda *_: chances)
    (claim,) = read("The army clashed with the militia in Helmand in 2009.").claims
    assert claim.kind == kind
    assert bool(claim.unconfirmed) is (kind != "engagement")
    assert kind == "engagement" or "rather about whom or where a side fights most" in str(claim.unconfirmed)


def test_a_frame_waits_where_its_words_rather_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "inquest.extract._scout.Scout.chances", lambda *_: {"engagement": 0.01, "opinion": 0.9, NONE: 0.09}
    )
    (claim,) = read("The army clashed with the militia in Helmand in 2009.").claims
    assert (claim.kind, "rather about opinion" in str(claim.unconfirmed)) == ("engagement", True)


@pytest.mark.parametrize(("part", "needs"), [(0.5, None), (0.7, "unrecorded")])
def test_a_frame_of_which_no_record_could_tell_says_so_and_waits(
    monkeypatch: pytest.MonkeyPatch, part: float, needs: str | None
) -> None:
    chances = {"engagement": 1 - part, "engagement-": part, NONE: 0.0}
    monkeypatch.setattr("inquest.extract._scout.Scout.chances", lambda *_: chances)
    (claim,) = read("The army clashed with the militia in Helmand in 2009.").claims
    assert (claim.slots.get("needs"), bool(claim.unconfirmed)) == (needs, needs is not None)


def test_the_classifier_is_told_what_frames_read() -> None:
    document = open_document("The army clashed with the militia in Helmand in 2009.", date="2011-01-01")
    found = Reading(document, find_names(document, SmallFinder())).framed(document.sentences[0])
    assert found is not None
    assert found.evidence(0) >= {"f:engagement", "m:none", "v:author"}


@pytest.mark.parametrize(
    ("text", "tails"),
    [
        ("The Taliban killed 40 people in Helmand, most of them women and children.", ["most of them women"]),
        ("At least 90 people died in Helmand, a third of them in one night.", ["a third of them"]),
        ("The militia shelled the town, the heaviest attack since 2009.", ["the heaviest attack"]),
        ("The army counted 19 clashes in Helmand, six fewer than in 2009, and 84 deaths.", ["six fewer than"]),
        ("The Taliban, the army and the militia fought in Helmand in 2009.", []),
        ("The Taliban killed 12 soldiers, 5 policemen and 3 farmers were wounded.", []),  # a sentence of its own
    ],
)
def test_claims_at_the_end_of_a_clause_are_cut_off(text: str, tails: list[str]) -> None:
    document = open_document(text, date="2011-01-01")
    found = Reading(document, find_names(document, SmallFinder())).framed(document.sentences[0])
    assert found is not None
    cut = [document.text[found.sk.units[i].start :] for i in sorted(found.sk.tails)]
    assert len(cut) == len(tails)
    assert all(words.startswith(start) for words, start in zip(cut, tails, strict=True))


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
    monkeypatch.setattr("inquest.extract._scout.Scout.chances", lambda *_: chances)
    found = read("The militia mowed down shepherds near the wells of Helmand.")
    assert [s.not_checkable for s in found.statements] == [state]
    assert [c.kind for c in found.claims] == ([] if state else ["episode"])


@pytest.mark.parametrize(
    "text",
    [
        "The record deserves a colder look.",
        "Peace is better than war.",
        "Wars are easier to start than to end.",
        "The myth of the Taliban's victory.",
    ],
)
def test_what_no_record_could_speak_to_is_no_claim(text: str) -> None:
    assert not read(text).claims


@pytest.mark.parametrize(
    "text", ["No shelling of the town since March.", "The fighting there is worse than before the war."]
)
def test_without_a_name_what_tells_of_violence_is_one(text: str) -> None:
    assert read(text).claims


@pytest.mark.parametrize(
    "text",
    [
        "The offensive could begin within weeks.",
        "Fighting may resume in the coming days.",
        "The Taliban might take Helmand next month.",
    ],
)
def test_what_may_happen_at_a_time_that_lies_ahead_is_a_prediction(text: str) -> None:
    found = read(text)
    assert ([s.not_checkable for s in found.statements], found.claims) == (["prediction"], ())


def test_what_could_have_happened_then_is_none() -> None:
    assert "prediction" not in {s.not_checkable for s in read("The Taliban could not hold Helmand in 2009.").statements}
