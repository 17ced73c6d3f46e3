"""A region that is known by name only is refused with that reason, never tested on something larger."""

from inquest.kinds._refuse import no_outline
from inquest.model.claim import Claim
from inquest.model.record import RecordInfo
from inquest.resolve.gazetteer import load_gazetteer


def test_a_region_without_outline_is_refused_and_says_where_it_lies() -> None:
    gazetteer = load_gazetteer()
    context = gazetteer.context(RecordInfo(identity="x", manifests=()))
    claim = Claim(id="c1", statement="s1", kind="level", frame="test", quote="x", start=0, end=1)
    for place, where in (("crimea", " (it lies in Ukraine)"), ("sahel", "")):
        found = no_outline(claim, "level", gazetteer.places[place], context)
        label = gazetteer.places[place].label
        assert found.text == f"No outline of {label} is held{where}, so the record can't tell what happened inside it."
        assert found.unlock.startswith(f"an outline of {label} in a names file of your own")
