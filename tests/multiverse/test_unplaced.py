"""A unit known by its name only is tested where the record has one of that name, and refused where it has none."""

from dataclasses import replace
from typing import Any

from inquest.api import begin
from inquest.inquiry import Inquiry
from inquest.kinds._comparison import _areas_beside
from inquest.model.finding import Case
from inquest.multiverse.unplaced import unplaced
from inquest.read._open import open_document

SAID = "More than 30 people were killed in Anbar province in 2014."


def inquiry(**changes: Any) -> Inquiry:
    """The sentence on its way, with other outlines behind its place."""
    found = begin(open_document(SAID))
    places = dict(found.context.places)
    anbar = places["iq-anbar"]
    named = next(o for o in anbar.outlines if o.adm1)
    places["iq-anbar"] = anbar.model_copy(update={"outlines": (named.model_copy(update=changes),)})
    found.context = replace(found.context, places=places)
    found.__post_init__()
    return found


def run(**changes: Any) -> Case:
    return inquiry(**changes).run()


def test_a_unit_that_the_record_calls_otherwise_is_refused() -> None:
    found = run(adm1=("Nonesuch",), checked=False)
    assert not found.findings
    (refusal,) = found.refusals
    assert refusal.reason == "place not covered"
    assert "No event on record lies in a unit called Anbar governorate (Iraq)" in refusal.text
    assert "a count of none would not show" in refusal.text
    assert "inquest data add FILE" in refusal.unlock


def test_a_unit_that_the_record_has_is_tested() -> None:
    assert [f.verdict for f in run(adm1=("Anbar", "Al Anbar province"), checked=False).findings] == ["supported"]


def test_an_outline_held_against_its_source_may_have_a_count_of_none() -> None:
    started = inquiry(adm1=("Nonesuch",))
    (proposition,) = started.propose()
    assert unplaced(proposition, started.context, started.session) is None


def test_units_known_by_name_only_are_no_family_to_be_the_most_of() -> None:
    """The record may call the largest of them otherwise, and it would be missing from the comparison."""
    context = begin(open_document(SAID)).context
    assert not _areas_beside(context.places["adm1-nigeria-anambra"], None, context)
    assert len(_areas_beside(context.places["iq-anbar"], None, context)) > 10
