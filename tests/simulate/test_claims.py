import datetime as dt

from tests.simulate.worlds import ALPHA, BETA, GAMMA, NORTH, START

from inquest.model.claim import Quantity
from inquest.simulate import _claims as claims
from inquest.simulate._war import CIVILIANS


def test_blocs_of_made_up_actors():
    made = claims.bloc(ALPHA, opponents=[BETA], control=[GAMMA], folded=[GAMMA])
    assert (made.id, made.label, made.opponents, made.control_pair) == ("alpha", "Alpha", ("beta",), ("gamma",))
    assert made.members("core").ids == (ALPHA.id,)
    assert made.members("folded").ids == (ALPHA.id, GAMMA.id)
    assert claims.bloc(CIVILIANS).civilians
    assert list(claims.blocs(made, claims.bloc(BETA))) == ["alpha", "beta"]


def test_coalitions_have_their_own_number_and_name():
    one, two = claims.coalition(ALPHA, GAMMA), claims.coalition(BETA, GAMMA)
    assert one.name == "Alpha, Gamma"
    assert one.id != two.id


def test_places_of_a_spot():
    north, town, whole = claims.area([NORTH]), claims.town(NORTH), claims.country(NORTH)
    assert north.outlines[0].adm1 == ("North",)
    assert town.outlines[0].point == (20.0, 12.0)
    assert whole.outlines[0].country == 990
    assert list(claims.places(north, town, whole)) == ["north", "northtown", "arcadia"]
    assert all(o.id.startswith(p.id) for p in (north, town, whole) for o in p.outlines)


def test_times():
    assert claims.after(START, 25) == dt.date(2018, 2, 1)
    assert claims.span(START, 12).end == dt.date(2016, 12, 31)
    assert claims.window(START, 3).end == dt.date(2016, 3, 31)


def test_a_grounding_is_settled():
    quantity = Quantity(op=">", value=5, unit="deaths", text="5")
    found = claims.grounding(
        "level", "More than 5", roles={"actors": ["alpha"], "places": ["north"]}, windows=[claims.window(START, 3)],
        quantity=quantity, slots={"measure": "deaths"}, document_date=dt.date(2020, 1, 1),
    )  # fmt: skip
    assert [c.id for g in found.actors for c in g.candidates] == ["alpha"]
    assert found.actors[0].candidates[0].weight == 1
    assert found.claim.kind == found.claim.frame == "level"
    assert (found.claim.quantity, found.claim.slots, found.targets) == (quantity, {"measure": "deaths"}, ())
    assert found.document_date == dt.date(2020, 1, 1)
