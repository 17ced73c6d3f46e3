"""Common choices: when they apply, what they set, and that none favours a side."""

from dataclasses import replace

import pytest
from tests.kinds.kinds_world import context, one, year

from inquest import registry
from inquest.kinds._common import outline_of
from inquest.model.choice import Choice
from inquest.model.names import Outline, Place
from inquest.model.selection import Quality, Selection, Sides, with_params

HERE = context()
NAMES = registry.names("choices")


def proposition(**more):
    base = {"quantity": (">", 5, "deaths"), "actors": ("crown",), "targets": ("league",), "windows": (year(2016),)}
    return one("level", HERE, **{**base, **more})


def built(name, p=None, where=HERE):
    return registry.load("choices", name).build(p or proposition(), where)


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_has_reasons_and_the_declared_role(name):
    for p in (proposition(), proposition(places=("steppe",)), proposition(windows=())):
        choice = built(name, p)
        if choice is None:
            continue
        assert choice.name == name
        assert choice.role == registry.load("choices", name).role
        assert len(choice.options) >= 2
        assert all(o.reason and o.label for o in choice.options)


@pytest.mark.parametrize("name", ["membership", "summaries", "clarity", "twins", "corroboration", "duration", "dating"])
def test_parameters_reach_the_selection(name):
    base = Selection(Sides(), 0, 1, quality=Quality())
    options = built(name).options
    assert len({with_params(base, o.params) for o in options}) == len(options)


def test_outlines_are_readings_by_group_and_pooled_within():
    p = proposition(places=("steppe",))
    outline, boundary = built("outline", p), built("boundary", p)
    assert [o.id for o in outline.options] == ["narrow", "wide"]
    assert [o.id for o in boundary.options] == ["steppe-1", "steppe-2", "steppe-3"]
    assert ("steppe-3", "outline", "narrow", "this boundary belongs to another area") in boundary.drops
    assert len(boundary.drops) == 3


def town(ident: str, longitude: float) -> Place:
    circle = Outline(id=ident, label="Mill and 5 km around", group="town", reason="the town", source="a list",
                     level="town", country=1, point=(longitude, 30.0), radius_km=5.0)  # fmt: skip
    return Place(id=ident, label="Mill", level="town", countries=(1,), outlines=(circle,))


def namesakes(*towns: Place) -> tuple[Choice | None, Choice | None]:
    """The outline and boundary choices of a claim about one of some towns of a name."""
    where = replace(HERE, places={**HERE.places, **{t.id: t for t in towns}})
    p = proposition()
    p = p.model_copy(update={"place": towns[0].id, "terms": {**p.terms, "places": [t.id for t in towns]}})
    return built("outline", p, where), built("boundary", p, where)


def test_two_towns_of_one_name_are_readings_and_never_pooled():
    outline, boundary = namesakes(town("town-mill", 40.0), town("town-mill-2", 41.0))
    assert boundary is None
    assert [o.params for o in outline.options] == [{"place": "town-mill"}, {"place": "town-mill-2"}]
    assert [o.label for o in outline.options] == [
        "Mill and 5 km around (30.00° N, 40.00° E)",
        "Mill and 5 km around (30.00° N, 41.00° E)",
    ]


def test_a_town_under_two_spellings_is_one_area_drawn_twice():
    outline, boundary = namesakes(town("town-mill", 40.0), town("town-mylle", 40.02))
    assert outline is None
    assert [o.id for o in boundary.options] == ["town-mill", "town-mylle"]
    outline, boundary = namesakes(town("town-mill", 40.0), town("town-mill-2", 41.0), town("town-mylle", 41.02))
    assert [o.id for o in outline.options] == ["town", "town:town-mill-2"]
    assert [o.id for o in boundary.options] == ["town-mill", "town-mill-2", "town-mylle"]
    assert {(o, other) for o, _, other, _ in boundary.drops} == {
        ("town-mill", "town:town-mill-2"), ("town-mill-2", "town"), ("town-mylle", "town"),
    }  # fmt: skip


def test_an_area_is_its_first_outline_where_a_kind_does_not_ask_how_it_is_drawn():
    p = proposition(places=("steppe",))
    drawn = [outline_of(p, o.params, HERE) for o in built("outline", p).options]
    assert [o.id for o in drawn] == ["steppe-1", "steppe-3"]


def test_a_province_has_neither_outline_nor_boundary():
    p = proposition(places=("vale",))
    assert built("outline", p) is None
    assert built("boundary", p) is None
    assert [o.params["precision_cap"] for o in built("precision", p).options] == [5, 3]


def test_precision_needs_a_place():
    assert built("precision") is None
    assert built("precision", proposition(places=("north",))) is None


def test_doctrine_is_one_switch_for_all_sides():
    assert [o.id for o in built("doctrine").options] == ["core", "folded"]
    assert [o.named for o in built("doctrine").options] == [True, False]
    assert built("doctrine", proposition(targets=("order",))) is None, "nobody differs under another doctrine"


def test_doctrine_fixed_by_the_words_is_no_choice():
    p = proposition()
    assert built("doctrine", p.model_copy(update={"terms": {**p.terms, "doctrine": "folded"}})) is None


def test_source_needs_two():
    assert built("source") is None
    info = HERE.record
    other = info.manifests[0].model_copy(update={"source": "another"})
    two = replace(HERE, record=info.model_copy(update={"manifests": (*info.manifests, other)}))
    assert [o.params for o in built("source", where=two).options] == [
        {"sources": ["another"]},
        {"sources": ["ucdp_ged"]},
    ]


def test_dating_only_in_short_windows():
    assert len(built("dating").options) == 3
    assert built("dating", proposition(windows=(year(2014, 2016),))) is None


def test_default_windows_are_readings():
    p = proposition(windows=())
    assert [o.params for o in built("window", p).options] == [{"window": 0}, {"window": 1}]
    assert not any(o.named for o in built("window", p).options)


def test_baselines_belong_to_their_window():
    p = one("trend", HERE, actors=("crown",), windows=(year(2016), year(2018)), slots={"measure": "deaths"})
    choice = built("baseline", p)
    assert len(choice.options) == 2
    assert {(d[1], d[3]) for d in choice.drops} == {("window", "this baseline belongs to another window")}


def test_measure_and_violence_are_choices_only_where_open():
    assert built("measure") is None
    assert built("violence") is None
    p = one("trend", HERE, actors=("crown",), windows=(year(2016),))
    assert [o.id for o in built("measure", p).options] == ["events", "deaths"]
    assert [o.id for o in built("violence", p).options] == ["fighting", "any"]


def test_meanings_are_readings_and_never_a_side_against_itself():
    p = proposition()
    terms = {**p.terms, "meanings": {"actor": ["crown", "league"], "target": ["league", "order"]}}
    choice = built("meaning", p.model_copy(update={"terms": terms}))
    assert [o.params for o in choice.options] == [
        {"actor": "crown", "target": "league"},
        {"actor": "crown", "target": "order"},
        {"actor": "league", "target": "order"},
    ]


def test_two_sources_move_no_verdict():
    assert [o.uncertain for o in built("corroboration").options] == [False, True]


def test_no_default_names_an_actor():
    """Every entry has a reason and its reverse case, and none speaks of anybody."""
    from importlib.resources import files

    import yaml

    read = yaml.safe_load(files("inquest.data").joinpath("defaults.yaml").read_text("utf-8"))
    assert read["version"]
    blocs = yaml.safe_load(files("inquest.data").joinpath("names/blocs.yaml").read_text("utf-8"))["blocs"]
    labels = {b["label"].lower() for b in blocs} - {"civilians"}
    for name, entry in read["defaults"].items():
        assert set(entry) == {"value", "reason", "reverse", "source"}, name
        text = f"{name} {entry['reason']} {entry['reverse']}".lower()
        assert not [label for label in labels if label in text], name
