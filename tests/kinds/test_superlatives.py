"""Superlatives of ``comparison``: families, years covered in part, pooled groups; and the bundled record by pandas."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.end_to_end.conftest import check
from tests.kinds.kinds_world import BLOCS, NORTH, bloc, context, estimate, grounding, judged, one, year
from tests.trial.compute_truth import PARTIES, is_party, rows

from inquest.api import begin
from inquest.kinds._common import located, outline_of, window_of
from inquest.kinds._comparison import rivals
from inquest.model.names import ActorSet
from inquest.multiverse.plan import plan
from inquest.read import open_document
from inquest.registry import load

HERE = context()
KIND = load("kinds", "comparison")
FOR, AGAINST = {"supported", "mostly supported"}, {"contradicted", "mostly contradicted"}


def flat(**totals):
    """Term (``:`` written ``_``) -> low, mid, high; zeros elsewhere."""

    def numbers(name, params, selection):
        low, mid, high = totals.get(name.replace(":", "_"), (0, 0, 0))
        return low, mid, high, min(mid, 50)

    return numbers


def by_family(p, where, **totals):
    found, _, planned = estimate(p, where, flat(**totals))
    names = [q.get("family", "-") for q in planned.params]
    return {n: {int(x) for x, m in zip(found.position, names, strict=True) if m == n} for n in dict.fromkeys(names)}


def ended(last: dt.date):
    """The covered record of the North stops on a day."""
    manifest = HERE.record.manifests[0]
    spans = tuple(s.model_copy(update={"end": last}) if s.country_id == NORTH else s for s in manifest.spans)
    return replace(
        HERE, record=HERE.record.model_copy(update={"manifests": (manifest.model_copy(update={"spans": spans}),)})
    )


def bloodiest(number, where=HERE, **more):
    return one("comparison", where, places=("north",), windows=(year(number),),
               slots={"measure": "deaths", "superlative": "periods", "direction": "more"}, **more)  # fmt: skip


def test_years_are_all_that_are_covered_and_those_that_are_not_are_a_reading():
    p = bloodiest(2016)
    found = by_family(p, HERE, a=(300, 310, 320), b_2015=(100, 110, 120))
    assert found == {"covered": {1}, "every": {0}}
    assert p.terms["unseen"] == 2019 - 1989 + 1 - 6
    assert by_family(p, HERE, a=(90, 100, 110), b_2018=(300, 300, 300)) == {"covered": {-1}, "every": {-1}}


def test_a_year_covered_in_part_can_win_and_may_have_held_more():
    where = ended(dt.date(2019, 7, 1))  # half of 2019
    p = bloodiest(2016, where)
    assert "b:2019" in {n for s in estimate(p, where, flat())[2].selections for n in s}
    assert by_family(p, where, a=(300, 300, 300), b_2019=(110, 110, 110))["covered"] == {1}
    assert by_family(p, where, a=(300, 300, 300), b_2019=(160, 160, 160))["covered"] == {0}  # 320 in a whole year
    assert by_family(p, where, a=(300, 300, 300), b_2019=(500, 500, 500))["covered"] == {-1}


def test_the_year_named_may_have_held_more_where_it_is_covered_in_part():
    where = ended(dt.date(2019, 12, 1))
    p = bloodiest(2019, where)
    assert any("covers 92%" in w for w in p.warnings)
    high = estimate(p, where, flat(a=(95, 95, 95), b_2018=(100, 100, 100)))[0].high
    assert high == pytest.approx(0.95 * 365 / 335)


def group(name, number, **more):
    return bloc(name, number, opponents=("crown",), **more)


def crowded():
    """A war with a movement that holds two groups, one of them folded into a state, and a part of the group named."""
    rising = bloc("rising", 0, opponents=("crown",)).model_copy(
        update={"core": ActorSet(rule="nonstate", except_ids=(2, 3, 4), countries=(NORTH,))}
    )
    crown = BLOCS["crown"].model_copy(update={"pooled_foes": ("rising",)})
    more = (
        rising,
        crown,
        group("reds", 20),
        group("blues", 21),
        group("reds-wing", 20),
        group("guest", 22, folded_into=("crown",)),
    )
    return replace(HERE, blocs={**BLOCS, **{b.id: b for b in more}})


def deadliest(actor, where, kind="groups"):
    return one("comparison", where, actors=(actor,), places=("north",), windows=(year(2016),),
               slots={"measure": "deaths", "superlative": kind, "direction": "more"})  # fmt: skip


def test_actors_are_all_at_home_there_but_parts_of_the_one_named_and_folded_ones():
    where = crowded()
    p = deadliest("league", where)
    assert set(p.terms["others"]["groups"]) == {"order", "guild", "axis", "reds", "blues", "reds-wing"}
    assert set(p.terms["others"]["everyone"]) == {*p.terms["others"]["groups"], "crown", "rising"}
    assert set(deadliest("reds", where).terms["others"]["everyone"]) == {
        "league",
        "order",
        "guild",
        "blues",
        "crown",
        "axis",
    }
    assert "patron" not in p.terms["others"]["everyone"]


def test_a_group_is_set_against_what_is_listed_under_a_movement():
    where = crowded()
    p = deadliest("league", where)
    assert by_family(p, where, a=(300, 300, 300), b_blues=(20, 20, 20)) == {"groups": {1}, "everyone": {1}}
    found = by_family(p, where, a=(300, 300, 300), b_rising=(290, 290, 290), pool_rising=(290, 290, 290))
    assert found == {"groups": {0}, "everyone": {0}} or found == {"groups": {1}, "everyone": {0}}
    wide = by_family(p, where, a=(300, 300, 300), pool_rising=(400, 400, 400))
    assert wide["groups"] == {0}  # any one group may have done all of it


def test_a_group_in_a_movement_may_have_done_all_of_it():
    where = crowded()
    p = deadliest("reds", where)
    assert p.terms["around"] == ["rising"]
    assert by_family(p, where, a=(20, 20, 20), b_order=(200, 200, 200))["groups"] == {-1}
    assert by_family(p, where, a=(20, 20, 20), b_order=(200, 200, 200), around_rising=(300, 300, 300))["groups"] == {0}


@pytest.mark.parametrize("place", [None, "east"])
def test_rivals_are_selected_as_the_one_named_in_all_but_the_side(place):
    where = crowded()
    p = deadliest("league", where)
    area = next((i for i, q in where.places.items() if place and q.level != "country"), None)
    p = p.model_copy(update={"place": area, "terms": {**p.terms, "places": [area] if area else []}})
    planned = plan(p, where)
    assert len(planned.selections) > 8
    for params, terms in zip(planned.params, planned.selections, strict=True):
        for name in rivals(p, params["family"]):
            made = located(
                p, params, where, name=f"b:{name}", actor=name, target=None, window=window_of(p, params),
                outline=outline_of(p, params, where),
            )  # fmt: skip
            assert bool(area) == (len(made) == 3)
            assert {k: terms[k] for k in made} == made


def test_the_words_name_groups_and_a_state_has_no_group_reading():
    where = crowded()
    choice = {o.id: o.named for c in KIND.choices(deadliest("league", where), where) for o in c.options}
    assert choice == {"groups": True, "everyone": False}
    choice = {o.id: o.named for c in KIND.choices(deadliest("league", where, "actors"), where) for o in c.options}
    assert choice == {"groups": False, "everyone": False}
    assert KIND.choices(deadliest("crown", where, "actors"), where) == ()


def test_superlatives_of_least_and_families_of_one_are_refused():
    for more in (
        {"places": ("vale",), "slots": {"superlative": "places", "direction": "less"}},
        {"places": ("steppe",), "slots": {"superlative": "places"}},
    ):
        proposal = KIND.propose(grounding("comparison", windows=(year(2016),), **more), HERE)
        assert not proposal.propositions
        assert proposal.refusals[0].reason == "no test"


def test_words_name_the_next():
    p = bloodiest(2016)
    words = KIND.words(judged(p, estimate(p, HERE, flat(a=(300, 310, 320), b_2015=(100, 110, 120)))), HERE)
    assert "the next highest (2015)" in words.sentences[0]


PLACES = {"Aleppo": "Aleppo", "Raqqa": "Raqq", "Idlib": "Idlib", "Deir ez-Zor": "Dayr|Deir", "Nineveh": "N.naw",
          "Anbar": "Anb", "Baghdad province": "Baghd.d", "Diyala": "Diy"}  # fmt: skip


def province_ratio(file: str, number: int, pattern: str, column: str, plain: bool) -> float:
    frame = rows(file)
    frame = frame[(frame.year == number) & ~(frame.summary & plain)]
    by = frame.groupby("adm_1")[column].sum()
    mine = by[by.index.str.contains(pattern)]
    assert len(mine) == 1, by
    return float(mine.iloc[0] / by.drop(mine.index).max())


def year_ratio(file: str, number: int, column: str, plain: bool) -> float:
    by = rows(file)[lambda f: ~(f.summary & plain)].groupby("year")[column].sum()
    return float(by[number] / by.drop(number).max())


def killed(file: str, number: int, party: str, plain: bool, column: str) -> float:
    """Others' dead in the violence of a party: of the other side, and the victims of its attacks on civilians."""
    frame = rows(file)[lambda f: (f.year == number) & ~(f.summary & plain)]
    on_a = frame.side_a.map(lambda s: is_party(s, party)) & ~frame.side_b.map(lambda s: is_party(s, party))
    on_b = frame.side_b.map(lambda s: is_party(s, party)) & ~frame.side_a.map(lambda s: is_party(s, party))
    if column == "best":
        return float(frame[on_a | on_b].best.sum())
    alone = frame.type_of_violence == 3
    return float(
        frame[on_a & alone].best.sum() + frame[on_a & ~alone].deaths_b.sum() + frame[on_b & ~alone].deaths_a.sum()
    )


def only(text: str, home: Path):
    (finding,) = [f for f in check(text, home=home).findings if f.proposition.kind == "comparison"]
    return finding


def agree(verdict: str, ratios: list[float]) -> None:
    """Never the wrong way round; and decided where every way of counting has a margin well beyond the allowance."""
    if min(ratios) > 1.0:
        assert verdict not in AGAINST, ratios
    if max(ratios) < 1.0:
        assert verdict not in FOR, ratios
    if min(ratios) > 1.8 or max(ratios) < 1 / 1.8:
        assert verdict in (FOR if ratios[0] > 1 else AGAINST), ratios


WAYS = [(c, plain) for c in ("best", "low", "high") for plain in (False, True)]


@pytest.mark.parametrize(
    ("file", "country", "number", "place"),
    [("SY", "Syria", 2016, "Aleppo"), ("SY", "Syria", 2017, "Raqqa"), ("SY", "Syria", 2017, "Deir ez-Zor"),
     ("SY", "Syria", 2018, "Idlib"), ("SY", "Syria", 2019, "Idlib"), ("IQ", "Iraq", 2007, "Baghdad province"),
     ("IQ", "Iraq", 2015, "Anbar"), ("IQ", "Iraq", 2016, "Nineveh"), ("IQ", "Iraq", 2017, "Diyala")],
)  # fmt: skip
def test_provinces_of_the_bundled_record(file, country, number, place, home: Path):
    finding = only(f"Of all {country}'s provinces, {place} saw the most people killed in {number}.", home)
    agree(finding.verdict, [province_ratio(file, number, PLACES[place], c, plain) for c, plain in WAYS])
    assert len(finding.proposition.terms["others"]["everyone"]) == {"SY": 13, "IQ": 17}[file]


@pytest.mark.parametrize(
    ("file", "country", "number"),
    [("SY", "Syria", 2016), ("SY", "Syria", 2018), ("SY", "Syria", 2019), ("IQ", "Iraq", 1991), ("IQ", "Iraq", 2011),
     ("IQ", "Iraq", 2014), ("IQ", "Iraq", 1996)],
)  # fmt: skip
def test_years_of_the_bundled_record(file, country, number, home: Path):
    finding = only(f"{number} was the bloodiest year in {country}.", home)
    agree(finding.verdict, [year_ratio(file, number, c, plain) for c, plain in WAYS])
    if file == "SY":
        assert finding.verdict != "supported", "years before 2016 are not covered"


@pytest.mark.parametrize(
    ("file", "number", "party", "text"),
    [("SY", 2017, "IS", "ISIS was the deadliest armed group in Syria in 2017."),
     ("SY", 2017, "SDF", "The SDF was the deadliest armed group in Syria in 2017."),
     ("SY", 2018, "SDF", "The deadliest armed group in Syria in 2018 was the SDF."),
     ("IQ", 1997, "PKK", "The PKK was the deadliest armed group in Iraq in 1997."),
     ("IQ", 2014, "IS", "ISIS was the deadliest armed group in Iraq in 2014."),
     ("IQ", 2004, "MAHDI", "The Mahdi Army was the deadliest militia in Iraq in 2004.")],
)  # fmt: skip
def test_groups_of_the_bundled_record(file, number, party, text, home: Path):
    finding = only(text, home)
    groups = [n for n in PARTIES if n not in ("REG", "GOI", "TUR", "CIV", "SNA", party)]
    ratios = []
    for column in ("dead", "best"):
        for plain in (False, True):
            rival = max(killed(file, number, n, plain, column) for n in groups)
            ratios.append(killed(file, number, party, plain, column) / max(rival, 1.0))
    assert np.isfinite(ratios).all()
    if max(ratios) < 1.0:
        assert finding.verdict not in FOR, ratios
    if min(ratios) > 1.0 and party != "MAHDI":
        assert finding.verdict not in AGAINST, ratios
    assert finding.verdict in {"undecided", "mixed", *(FOR if pd.Series(ratios).median() > 1 else AGAINST)}


def test_two_places_are_held_against_each_other_as_the_same_sort_of_area() -> None:
    def points(text: str) -> dict[str, float]:
        (one,) = begin(open_document(text, date="2018-10-01")).run().findings
        return {r.options["outline"]: r.point for r in one.readings}

    one, other = points("Homs was bloodier than Hama in 2017."), points("Hama was bloodier than Homs in 2017.")
    assert set(one) == set(other) == {"governorate", "city"}
    assert one["city"] * other["city"] == pytest.approx(1, abs=0.01)
