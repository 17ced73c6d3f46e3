"""A side that the record never names, or never where it is not at home, is refused; others may have a count of none."""

from dataclasses import replace

from inquest.api import begin
from inquest.model.finding import Case
from inquest.model.names import ActorSet
from inquest.multiverse.uncoded import uncoded
from inquest.read._open import open_document

SAID = "ISIS and the SDF did not clash in Homs in 2017."


def case(core: ActorSet) -> Case:
    """The case of the sentence, with other members behind the first side."""
    inquiry = begin(open_document(SAID, date="2018-01-30"))
    blocs = dict(inquiry.context.blocs)
    blocs["sdf"] = blocs["sdf"].model_copy(update={"core": core})
    inquiry.context = replace(inquiry.context, blocs=blocs)
    inquiry.__post_init__()
    return inquiry.run()


def test_no_event_of_a_name_that_the_record_never_writes_shows_nothing() -> None:
    found = case(ActorSet(names=("Nonesuch Front",)))
    assert not found.findings
    (refusal,) = found.refusals
    assert refusal.reason == "not recorded"
    assert "a count of none would not show" in refusal.text
    assert "inquest data add FILE" in refusal.unlock


def test_a_name_that_the_record_writes_is_tested() -> None:
    assert [f.verdict for f in case(ActorSet(names=("SDF",))).findings] == ["supported"]


def test_none_is_an_answer_where_the_id_is_known() -> None:
    """Both sides have one here."""
    inquiry = begin(open_document(SAID, date="2018-01-30"))
    (proposition,) = inquiry.propose()
    assert uncoded(proposition, inquiry.context, inquiry.session) is None


def refused(sentence: str) -> str:
    """The one refusal of a sentence that has no finding."""
    found = begin(open_document(sentence, date="2019-11-30")).run()
    assert not found.findings
    (refusal,) = found.refusals
    return refusal.text


def test_a_side_that_the_record_never_has_in_a_country_where_it_is_not_at_home_is_refused() -> None:
    text = refused("Hezbollah killed 30 people in Iraq in 2016.")
    assert "no event of Hezbollah in Iraq" in text
    assert "may file what it did there under another side" in text


def test_a_movement_that_the_source_files_under_its_branch_is_refused_with_the_branch() -> None:
    """Al-Qaeda has an id of its own, which says nothing of Syria: there it is the Nusra Front and its successors."""
    text = refused("Al-Qaeda killed more than 30 people in Syria in 2018.")
    assert "within those of Hay'at Tahrir al-Sham and Jabhat al-Nusra" in text
    assert "Shabaab" not in text


def test_a_side_that_fights_abroad_and_is_recorded_there_is_tested() -> None:
    assert begin(open_document("The PKK killed more than 3 people in Iraq in 2017.", date="2019-11-30")).run().findings


def test_a_side_that_the_source_folds_into_others_is_bounded_by_its_hosts() -> None:
    said = open_document("It was Moscow that defeated the Islamic State.", date="2020-05-11")
    (finding,) = begin(said).run().findings
    assert finding.proposition.actor == "government-of-russia"
    assert "Government of Russia included" in " ".join(finding.card.sentences)
