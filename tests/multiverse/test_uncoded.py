"""A side that the record never names is refused; one that it names, or whose id is known, may have a count of none."""

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
