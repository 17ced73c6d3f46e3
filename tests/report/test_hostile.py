"""Hostile text has no effect: in the page, JSON, CSV, Markdown, pictures and the terminal."""

import io
import json
import re

import pytest
from rich.console import Console
from tests.report.example import case
from tests.report.test_html import Page

from inquest.model.finding import Case, Plot
from inquest.report.charts import chart_svg
from inquest.report.export import card_markdown, specifications_csv
from inquest.report.html import render_html
from inquest.report.json_ import case_json
from inquest.report.text import render_text

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "svg": '"><svg onload=alert(1)><img src=x onerror=alert(1)>',
    "template": "{{7*7}}{% include '/etc/passwd' %}",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "ansi": "\x1b[2J\x1b]0;owned\x07\x1b[31mred",
    "bidi": "safe \u202egnp.exe\u2066\u2069",
    "markup": "[bold red]x[/bold red][link=http://evil.example]y[/link]",
    "close": "</style></title></svg>--><!--",
    "huge": "long" * 5000 + " " + "word " * 5000,
}


def hostile(attack: str) -> Case:
    """The example with every foreign text replaced."""
    plain = case()
    finding = plain.findings[0]
    grid = finding.multiverse
    options = tuple(o.model_copy(update={"label": attack, "reason": attack}) for o in grid.choices[0].options)
    choices = (grid.choices[0].model_copy(update={"name": attack, "options": options}), *grid.choices[1:])
    event = dict.fromkeys(("headline", "place", "office", "side_a", "adm_2", "id"), attack)
    failed = finding.specifications[0].model_copy(update={"failed": attack})
    card = {k: attack for k in ("tested", "cannot_show", "overturn", "source", "verdict_words")}
    plot = Plot(shape="bar", title=attack, caption=attack, rows=({"label": attack, "value": 3.0},))
    trend = Plot(
        shape="line",
        title=attack,
        caption=attack,
        y_label=attack,
        rows=({"x": "2017-01-01", "y": 1.0, "series": attack}, {"x": "2017-02-01", "y": 2.0, "series": attack}),
        windows=(("2017-01-01", "2017-02-01", attack),),
    )
    evil = finding.model_copy(
        update={
            "card": finding.card.model_copy(update={**card, "sentences": (attack, attack)}),
            "multiverse": grid.model_copy(update={"choices": choices}),
            "evidence": tuple(e.model_copy(update=event) for e in finding.evidence),
            "plots": (plot, trend),
            "proposition": finding.proposition.model_copy(update={"terms": {"labels": {"river-league": attack}}}),
            "command": attack,
            "specifications": (failed, *finding.specifications[1:]),
        }
    )
    assert plain.answer is not None
    answer = {"question": attack, "sentences": (attack,), "rows": ({attack: attack},)}
    return plain.model_copy(
        update={
            "document": plain.document.model_copy(
                update={"title": attack, "author": attack, "text": attack + plain.document.text, "address": attack}
            ),
            "claims": tuple(c.model_copy(update={"quote": attack, "speaker": attack}) for c in plain.claims),
            "statements": tuple(s.model_copy(update={"quote": attack, "reason": attack}) for s in plain.statements),
            "findings": (evil,),
            "refusals": tuple(r.model_copy(update={"text": attack, "unlock": attack}) for r in plain.refusals),
            "answer": plain.answer.model_copy(update=answer),
            "warnings": (attack,),
        }
    )


@pytest.mark.parametrize("name", ATTACKS)
def test_the_page_shows_it_as_text(name: str) -> None:
    page = Page(render_html(hostile(ATTACKS[name])))
    tags = {t for t, _ in page.tags}
    assert not tags & {"script", "img", "iframe"}
    for tag, attrs in page.tags:
        assert not [k for k in attrs if k.startswith("on")], tag
        assert not attrs.get("href", "#").lower().startswith(("javascript:", "data:", "http://evil"))
    if name == "template":
        assert "{{7*7}}" in page.words
    assert "\x1b" not in page.words
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.words)


@pytest.mark.parametrize("name", ATTACKS)
def test_the_page_has_as_many_elements_as_without(name: str) -> None:
    """Whatever the text says, it adds no element: compared with an innocent word in the same places."""

    def count(attack: str) -> dict[str, int]:
        tags = [t for t, _ in Page(render_html(hostile(attack))).tags]
        return {t: tags.count(t) for t in ("article", "section", "svg", "style", "title", "table", "details")}

    assert count(ATTACKS[name])["article"] == count("innocent")["article"]
    assert count(ATTACKS[name])["style"] == 1
    assert count(ATTACKS[name])["svg"] == count("innocent")["svg"]


@pytest.mark.parametrize("name", ATTACKS)
def test_a_picture_is_well_formed_and_has_no_foreign_tag(name: str) -> None:
    import xml.etree.ElementTree as ET

    for plot in hostile(ATTACKS[name]).findings[0].plots:
        tree = ET.fromstring(chart_svg(plot))  # noqa: S314 - our own output
        tags = {e.tag.rsplit("}", 1)[-1] for e in tree.iter()}
        assert not tags & {"script", "image", "foreignObject", "a"}
        assert not [k for e in tree.iter() for k in e.attrib if k.startswith("on")]


@pytest.mark.parametrize("name", ATTACKS)
def test_json_stays_json(name: str) -> None:
    body = json.loads(case_json(hostile(ATTACKS[name])))
    assert body["document"]["title"] == ATTACKS[name], "JSON is data: kept as it was"
    assert "\x1b" not in case_json(hostile(ATTACKS[name]))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "|", "%"])
def test_no_cell_is_a_formula(start: str) -> None:
    import csv

    evil = hostile(start + "1+1")
    for row in csv.reader(io.StringIO(specifications_csv(evil.findings[0], evil))):
        for cell in row:
            assert not re.match(r"\s*[=+@|%]", cell), cell
            assert not cell.startswith("-") or re.fullmatch(r"-[\d.e+-]+", cell), cell


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("terminal", [True, False])
def test_the_terminal_obeys_nobody(name: str, terminal: bool) -> None:
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=terminal, color_system="standard" if terminal else None)
    render_text(hostile(ATTACKS[name]), console)
    said = out.getvalue()
    assert "\x07" not in said
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", said)
    ours = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert "\x1b" not in ours
    assert "\x1b[2J" not in said
    assert "evil.example" not in said or name in ("formula", "markup")
    assert "\x1b]8" not in said, "no hyperlink was made"
    if name == "markup":
        assert "[bold red]" in said
    if not terminal:
        assert "\x1b" not in said


@pytest.mark.parametrize("name", ATTACKS)
def test_markdown_is_plain(name: str) -> None:
    evil = hostile(ATTACKS[name])
    text = card_markdown(evil, evil.findings[0])
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)\[", text)
    assert "\x1b" not in text
