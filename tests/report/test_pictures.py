"""Charts, curve and map: what they show, their bytes, their errors."""

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from tests.report.example import case
from tests.report.test_publish import info

from inquest.errors import UsageError
from inquest.model.finding import Plot
from inquest.model.proposition import Proposition
from inquest.report.charts import alt_text, chart_svg, warm
from inquest.report.curve import MAX_COLUMNS, curve_plot
from inquest.report.geo import LAYERS, by_code, district_rows, layer, region_at
from inquest.report.headings import heading
from inquest.report.map import map_svg, marks_of, shared_defs, wkt_rings
from inquest.report.picture import pictures

RAQQA, BAGHDAD, KYIV = (39.01, 35.95), (44.37, 33.31), (30.5, 50.45)


def line_plot(**changes: object) -> Plot:
    rows = tuple({"x": f"2017-{m:02d}-01", "y": float(m), "low": m - 0.5, "high": m + 1.0} for m in range(1, 13))
    return Plot(shape="line", title="Deaths a month", caption="A caption.", rows=rows, reference=4.0).model_copy(
        update=changes
    )


def place(at: tuple[float, float], precision: int = 1, deaths: int = 5) -> dict[str, object]:
    return {"longitude": at[0], "latitude": at[1], "where_prec": precision, "deaths": deaths}


def a_map(*rows: dict[str, object], outline: str | None = None) -> Plot:
    return Plot(shape="map", title="Where", caption="", rows=rows, outline=outline)


def test_line_has_text_alternative_and_same_bytes() -> None:
    svg = chart_svg(line_plot())
    assert svg == chart_svg(line_plot(rows=tuple(dict(r) for r in line_plot().rows)))
    root = ET.fromstring(svg)  # noqa: S314 - our own output
    assert root.get("role") == "img"
    assert "highest 12 at 2017-12-01" in (root.get("aria-label") or "")
    assert "width" not in root.attrib, "scales with the page"


def test_a_gap_in_a_line() -> None:
    rows = ({"x": "2017-01-01", "y": 1.0}, {"x": "2017-02-01", "y": None}, {"x": "2017-03-01", "y": 3.0})
    assert "highest 3" in chart_svg(line_plot(rows=rows))


def test_line_over_numbers() -> None:
    rows = ({"x": 1, "y": 0.25}, {"x": 2, "y": 0.5})
    assert "50%" in alt_text(line_plot(rows=rows, reference=None), "share")
    assert "<svg" in chart_svg(line_plot(rows=rows), "share")


@pytest.mark.parametrize("shape", ["line", "bar"])
def test_missing_keys_are_named(shape: str) -> None:
    bad = Plot(shape=shape, title="T", caption="", rows=({"when": 1},))  # type: ignore[arg-type]  # fields come from the table above
    with pytest.raises(UsageError, match=rf"a row of the {shape} 'T' has the keys when\. Expected: rows with"):
        chart_svg(bad)
    with pytest.raises(UsageError, match=r"'T' has no rows\. Expected"):
        chart_svg(bad.model_copy(update={"rows": ()}))


def test_too_many_series_are_refused() -> None:
    rows = tuple({"x": "2017-01-01", "y": 1, "series": f"s{i}"} for i in range(6))
    with pytest.raises(UsageError, match=r"has 6 series\. Expected: at most 5"):
        chart_svg(line_plot(rows=rows))


def test_series_differ_by_dash_not_by_colour_alone() -> None:
    rows = tuple({"x": f"2017-0{m}-01", "y": m, "series": s} for s in ("one", "two") for m in (1, 2, 3))
    dashes = set(re.findall(r'stroke-dasharray="([^"]*)"', chart_svg(line_plot(rows=rows, reference=None))))
    assert len(dashes) >= 2


def test_bar_writes_its_figures() -> None:
    rows = ({"label": "one", "value": 0.4, "low": 0.3, "high": 0.5}, {"label": "two", "value": 0.6})
    svg = chart_svg(Plot(shape="bar", title="Shares", caption="", rows=rows, reference=0.5))
    assert "40%" in svg
    assert "60%" in svg


def test_bars_of_several_scopes_stand_under_their_names() -> None:
    rows = tuple({"scope": s, "opponent": f"o{i}", "share": i / 10} for s in ("Here", "There") for i in range(9, 0, -1))
    svg = chart_svg(Plot(shape="bar", title="B", caption="", x_label="Share of losses", rows=rows))
    for words in ("Here", "There", "90%", "and 5 smaller"):
        assert words in svg
    assert ">o1<" not in svg


def test_counts_are_never_written_as_shares() -> None:
    rows = ({"x": "one", "y": 4000}, {"x": "two", "y": 1})
    assert "4,000" in chart_svg(Plot(shape="bar", title="Share of what", caption="", rows=rows), "share")
    assert "%" not in chart_svg(line_plot(), "share")


def test_a_window_over_everything_is_not_shaded() -> None:
    whole = line_plot(windows=(("2016-01-01", "2018-12-31", "whole"),))
    part = line_plot(windows=(("2017-03-01", "2017-05-31", "spring"),))
    assert "whole" not in chart_svg(whole)
    assert "spring" in chart_svg(part)


def test_many_points_are_drawn_small_and_in_few_bytes() -> None:
    rows = tuple(place((36 + i % 60 / 10, 33 + i / 600), deaths=i % 50) for i in range(1500))
    svg = map_svg(a_map(*rows))
    assert 'stroke-width="3"' in svg
    assert svg.count("m-point") < 10
    assert len(svg) < 40_000


def test_renderer_can_be_warmed() -> None:
    thread = warm()
    thread.join(60)
    assert not thread.is_alive()


def test_curve_draws_every_position_in_its_own_shape() -> None:
    finding = case().findings[3]
    svg = chart_svg(curve_plot(finding), "share")
    for name in ("pro", "con", "open"):
        assert f"c-dot c-{name}" in svg
    assert "35 specifications" in svg
    assert "1 more failed" in curve_plot(finding).caption
    assert svg.count('class="c-tickmark"') == 2 + 2 + 3 + 3


def test_long_curve_is_thinned_and_says_so() -> None:
    one = {"low": None, "high": None, "position": 0}
    rows = tuple({"point": i / 7, **one, "options": {"a": str(i % 2)}} for i in range(900))
    svg = chart_svg(Plot(shape="curve", title="C", caption="", rows=rows, reference=3.0))
    assert f"{MAX_COLUMNS} of 900 drawn" in svg
    assert "c-null" in svg
    assert len(svg) < 20_000


def test_empty_curve_is_refused() -> None:
    with pytest.raises(UsageError, match="'C' has no rows"):
        chart_svg(Plot(shape="curve", title="C", caption=""))


@pytest.mark.parametrize("name", LAYERS)
def test_layers_load(name: str) -> None:
    shapes = layer(name)
    assert shapes
    assert all(s.rings for s in shapes)


def test_places_are_found() -> None:
    found = [region_at(*RAQQA, "adm2"), region_at(*RAQQA, "adm1"), region_at(*BAGHDAD, "adm1")]
    assert [s.name if s else None for s in found] == ["Ar-Raqqa", "Ar-Raqqa", "Baghdad"]
    assert region_at(*KYIV, "adm2") is None
    assert all(by_code(s.code) is s for s in layer("syr_adm2"))


def test_map_shows_points_districts_and_governorates() -> None:
    plot = a_map(place(RAQQA), place(RAQQA, 3), place(BAGHDAD, 4), place(BAGHDAD, 6))
    marks = marks_of(plot.rows)
    assert len(marks.points) == 1
    assert len(marks.regions) == 2
    assert marks.unlocated == 1
    svg = map_svg(plot)
    assert 'class="m-point"' in svg
    assert "m-d m-d" in svg
    assert 'class="m-g"' in svg
    assert svg == map_svg(plot)
    assert "<defs>" not in svg
    assert "<defs>" in map_svg(plot, standalone=True)


def test_map_elsewhere_uses_the_world() -> None:
    svg = map_svg(a_map(place(KYIV), place(KYIV, 3)))
    assert "#g-world" in svg
    assert 'class="m-rough"' in svg
    assert shared_defs([]) == ""
    assert "g-world" in shared_defs([False])


def test_map_of_an_outline() -> None:
    svg = map_svg(a_map(outline="POLYGON ((38 34, 39 34, 39 35, 38 34))"))
    assert 'class="m-place"' in svg
    assert len(wkt_rings("MULTIPOLYGON (((1 2, 3 4, 1 2)), ((5 6, 7 8, 5 6)))")) == 2


def test_map_errors() -> None:
    with pytest.raises(
        UsageError, match=r"a map row has the keys deaths\. Expected: latitude and longitude, or district"
    ):
        map_svg(a_map({"deaths": 1}))
    with pytest.raises(UsageError, match=r"the map 'Where' shows nothing\. Expected"):
        map_svg(a_map(place(RAQQA, 7)))
    with pytest.raises(UsageError, match="Expected: WKT of a POLYGON"):
        wkt_rings("POINT (1 2)")


def test_district_rows_leave_no_point() -> None:
    rows = district_rows([place(RAQQA), place(RAQQA, 2), place(BAGHDAD, 5), {**place(KYIV), "country": "Ukraine"}])
    assert sum(int(r["events"]) for r in rows) == 4
    assert {"district", "name", "events", "deaths"} == set(rows[0])
    assert rows == district_rows(rows)
    assert [r["name"] for r in rows if not r["district"]] == ["Ukraine"]
    assert marks_of(rows).unlocated == 1


def test_a_picture_carries_its_context_and_its_colours() -> None:
    plain = case()
    made = pictures(plain, plain.findings[0])
    assert list(made) == ["F1-1-line.svg", "F1-2-map.svg", "F1-3-curve.svg"]
    for svg in made.values():
        words = " ".join(t.strip() for t in ET.fromstring(svg).itertext())  # noqa: S314 - our own output
        for part in (
            "The record points the other way",
            "Tested:",
            "Cannot show:",
            "UCDP GED",
            "1 of 7 findings",
            "Not rev",
        ):
            assert part in words, part
        assert "--for:" in svg
    assert "m-point" not in pictures(plain, plain.findings[0], publish=info())["F1-2-map.svg"].split("</style>")[1]


BASE = {"id": "p", "claim": "c", "mode": "census", "tested": ""}


@pytest.mark.parametrize(
    ("terms", "question"),
    [
        ({"kind": "priority", "place": "sy-idlib"}, "Was Idlib the main effort?"),
        ({"kind": "priority"}, "Where was the main effort?"),
        ({"kind": "level", "place": "sy-idlib"}, "How many were killed in Idlib?"),
        ({"kind": "level", "actor": "sdf"}, "How much deadly violence by SDF was there?"),
        (
            {"kind": "trend", "actor": "islamic-state", "mode": "process"},
            "Is Islamic State growing stronger or weaker?",
        ),
        ({"kind": "trend", "actor": "islamic-state"}, "Did the violence of Islamic State grow or decline?"),
        ({"kind": "trend"}, "Did the violence grow or decline?"),
        ({"kind": "comparison", "place": "sy-idlib", "terms": {"axis": "periods"}}, "When was it deadlier in Idlib?"),
        ({"kind": "comparison", "terms": {"axis": "two places"}}, "Where was it deadlier?"),
        (
            {"kind": "level", "actor": "hts", "target": "civilians", "terms": {"measures": ["deaths"]}},
            "How many civilians did HTS kill?",
        ),
        (
            {"kind": "level", "actor": "hts", "target": "sdf", "terms": {"measures": ["deaths_of_target"]}},
            "How many of SDF were killed fighting HTS?",
        ),
        ({"kind": "level", "terms": {"measures": ["deaths_of_civilians"]}}, "How many civilians were killed?"),
        (
            {"kind": "level", "actor": "sdf", "terms": {"measures": ["events"]}},
            "How many deadly events were there that involved SDF?",
        ),
        ({"kind": "engagement", "actor": "sdf", "target": "hts"}, "Did SDF and HTS fight each other?"),
        ({"kind": "engagement"}, "Who fought whom?"),
        ({"kind": "attribution"}, "Who inflicted the losses?"),
        ({"kind": "comparison", "versus_actor": "sdf"}, "Which was deadlier?"),
        ({"kind": "exchange", "actor": "sdf", "target": "hts"}, "What does the record show on SDF and HTS?"),
        ({"kind": "level", "terms": {"question": "How many?"}}, "How many?"),
    ],
)
def test_headings_come_from_the_terms(terms: dict[str, object], question: str) -> None:
    assert heading(Proposition(**BASE | terms)) == question  # type: ignore[arg-type]  # fields come from the table above


def test_today_plays_no_part() -> None:
    assert dt.date.today().isoformat() not in chart_svg(line_plot())
