"""The page: what is on it, in what order, and what may not be."""

import datetime as dt
import html.parser
import itertools
import re
from collections.abc import Iterator

import pytest
from tests.report.example import QUOTES, case, evidence, record, text

import inquest
from inquest.model.words import VERDICT_WORDS
from inquest.report.cards import NO_MAP
from inquest.report.clean import direction
from inquest.report.html import render_html
from inquest.report.publish import PublishInfo
from inquest.report.view import view

VOID = {"meta", "br", "link", "img", "input", "hr"}
SVG_ONLY = {"path", "rect", "circle", "use", "line", "text", "tspan", "g", "title", "defs", "pattern"}


class Page(html.parser.HTMLParser):
    """Tags with attributes, in order; refuses tags that don't nest."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(markup)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        if not {"style", "svg"} & set(self.open):
            self.said.append(data)

    def each(self, name: str) -> Iterator[dict[str, str]]:
        return (attrs for tag, attrs in self.tags if tag == name)

    @property
    def words(self) -> str:
        return " ".join("".join(self.said).split())


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render_html(case()))


def test_the_page_is_the_same_every_time() -> None:
    assert render_html(case()) == render_html(case())


def test_nothing_is_loaded_from_outside(page: Page) -> None:
    assert not [t for t, _ in page.tags if t in {"script", "link", "img", "iframe", "object", "embed", "base", "form"}]
    for tag, attrs in page.tags:
        assert not [k for k in attrs if k.startswith("on")], (tag, attrs)
        for key in ("src", "srcset", "action", "data", "poster", "xlink:href"):
            assert key not in attrs, (tag, key)
        if "href" in attrs and not attrs["href"].startswith("#"):
            assert tag == "a"
            assert "noreferrer" in attrs["rel"]
    css = re.search(r"<style>(.*?)</style>", render_html(case()), re.DOTALL)
    assert css
    assert not re.search(r"@import|url\((?!#)|https?:", css.group(1))


def test_a_policy_forbids_everything_but_styles(page: Page) -> None:
    policies = [a["content"] for a in page.each("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_every_link_within_the_page_arrives(page: Page) -> None:
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attrs in page.tags:
        for key in ("href", "aria-labelledby"):
            for target in attrs.get(key, "").split():
                if key == "aria-labelledby" or target.startswith("#"):
                    assert target.lstrip("#") in ids, target


def test_headings_skip_no_level(page: Page) -> None:
    levels = [int(t[1]) for t, _ in page.tags if re.fullmatch(r"h[1-6]", t)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_landmarks_and_names_for_those_who_cannot_see(page: Page) -> None:
    tags = [t for t, _ in page.tags]
    assert [tags.count(t) for t in ("main", "header", "nav")] == [1, 1, 1]
    assert "aside" in tags
    for attrs in page.each("svg"):
        assert attrs.get("aria-hidden") == "true" or (attrs["role"] == "img" and len(attrs["aria-label"]) > 10), attrs


def test_order_answer_argument_findings_refusals_opinions_article() -> None:
    markup = render_html(case())
    marks = ["answer-h", "arg-h", "f-1", "refusals", "uncheckable", "ask-h", "text-h"]
    marks = [f'id="{m}"' for m in marks]
    places = [markup.index(m) for m in marks]
    assert places == sorted(places)


def test_every_card_says_what_must_go_with_a_verdict() -> None:
    markup = render_html(case())
    cards = re.findall(r'<article class="card.*?</article>', markup, re.DOTALL)
    assert len(cards) == 7
    for number, card in enumerate(cards, 1):
        for part in ("Tested", "Cannot show", "What would overturn it", "Source", "Not reviewed yet"):
            assert part in card
        assert f"{number} of 7 findings on this text" in card


def test_cards_have_at_most_120_words_even_with_a_huge_quote() -> None:
    plain = case()
    long = " ".join(["word"] * 4000)
    claims = (plain.claims[0].model_copy(update={"quote": long}), *plain.claims[1:])
    shown = view(plain.model_copy(update={"claims": claims}))
    assert max(c.words for g in shown.groups for c in g.cards) <= 120
    assert "…" in shown.groups[0].cards[0].said[0].quote


def test_verdict_words_are_those_of_the_design() -> None:
    markup = render_html(case())
    for words in VERDICT_WORDS.values():
        assert words.replace("'", "&#39;") in markup or words in markup
    for word in ("lied", "false claim", "Inquest finds", "untrue"):
        assert not re.search(rf"\b{word}\b", markup)


def test_undecided_is_never_coloured_as_good_or_bad() -> None:
    shown = view(case())
    cards = [c for g in shown.groups for c in g.cards]
    tones = {c.tone for c in cards if c.verdict_words.startswith(("The record can't", "This record can't"))}
    assert tones == {"open"}
    css = re.search(r"<style>(.*?)</style>", render_html(case()), re.DOTALL)
    assert css
    for rule in re.findall(r"[^{}]*(?:open|untested)[^{}]*\{[^}]*\}", css.group(1)):
        if "c-" not in rule and "color" in rule:
            assert "var(--for)" not in rule
            assert "var(--con)" not in rule


def test_every_underline_has_its_own_pattern() -> None:
    css = re.search(r"<style>(.*?)</style>", render_html(case()), re.DOTALL)
    assert css
    tones = ("backs", "mostly-backs", "split", "mostly-against", "against", "open", "untested")
    found = set()
    for tone in tones:
        rule = "".join(re.findall(rf"\.u-{tone}[,{{][^}}]*", css.group(1)))
        found.add(tuple(re.findall(r"text-decoration-(?:style|thickness):[^;}]+", rule)))
    assert len(found) == len(tones)


def test_the_article_is_whole_and_each_claim_leads_to_its_card() -> None:
    shown = view(case())
    whole = "".join(s.text for p in shown.paragraphs for s in p)
    assert whole.split() == text().split()
    linked = {s.text: s for p in shown.paragraphs for s in p if s.target.startswith("f-")}
    assert linked[QUOTES[2]].target == "f-2"
    assert linked[QUOTES[2]].tone == "backs"
    untested = [s.text for p in shown.paragraphs for s in p if s.tone == "untested"]
    assert QUOTES[8] in untested
    assert linked.keys().isdisjoint(untested)
    assert all(s.target.startswith("r-") for p in shown.paragraphs for s in p if s.tone == "untested")


def test_overlapping_claims_keep_the_text_and_both_numbers() -> None:
    plain = case()
    inner = plain.claims[0].model_copy(update={"start": plain.claims[0].start + 10, "end": plain.claims[0].end - 5})
    claims = (plain.claims[0], inner.model_copy(update={"id": "c02"}), *plain.claims[2:])
    shown = view(plain.model_copy(update={"claims": claims}))
    assert "".join(s.text for p in shown.paragraphs for s in p).split() == text().split()
    assert sorted(n for p in shown.paragraphs for s in p for n, _, _ in s.ends) == [1, 2, 3, 4, 5, 6, 7]


def test_claims_side_by_side_keep_the_space_between_them() -> None:
    plain = case()
    first, second = plain.claims[3], plain.claims[4]
    body = f"{first.quote}. {second.quote}."
    beside = (
        first.model_copy(update={"start": 0, "end": len(first.quote) + 1}),
        second.model_copy(update={"start": len(first.quote) + 2, "end": len(body)}),
    )
    document = plain.document.model_copy(update={"text": body, "sentences": ()})
    shown = view(case(document=document, claims=beside, statements=(), refusals=(), findings=plain.findings[3:5]))
    assert "".join(s.text for p in shown.paragraphs for s in p) == body


def test_two_findings_that_differ_mark_the_claim_as_several() -> None:
    plain = case()
    second = plain.findings[1].model_copy(update={"claim": "c01"})
    shown = view(plain.model_copy(update={"findings": (plain.findings[0], second)}))
    assert next(s for p in shown.paragraphs for s in p if s.target == "f-1").tone == "several"


def test_findings_of_one_question_stand_together() -> None:
    plain = case()
    card = plain.findings[0].card.model_copy(update={"sentences": ("Another figure.", "Another line.")})
    again = plain.findings[0].model_copy(update={"id": "F9", "claim": "c07", "card": card})
    shown = view(plain.model_copy(update={"findings": (*plain.findings, again)}))
    assert [len(g.cards) for g in shown.groups].count(2) == 1
    assert shown.groups[0].heading == "Was fighting the River League a priority?"


def test_refusals_are_grouped_with_one_unlock_and_no_claim_vanishes() -> None:
    shown = view(case())
    assert [[len(b.items) for b in g.blocks] for g in shown.refusals] == [[1], [2], [1]]
    assert len({g.heading for g in shown.refusals}) == 3
    assert "no test that fits" in shown.refusals[-1].blocks[0].items[0].text


def test_right_to_left_text_sets_its_own_direction(page: Page) -> None:
    assert QUOTES[11] in page.words
    assert {a.get("dir") for a in page.each("q")} >= {"ltr", "rtl"}


def test_headlines_are_labelled_as_the_sources_words(page: Page) -> None:
    assert "In the source’s words" in page.words
    assert "“regime”" in page.words


def test_a_simulated_record_says_so() -> None:
    assert "Part of this record is simulated" in render_html(case(record=record(simulated=True)))
    assert "Part of this record is simulated" not in render_html(case())


def test_an_empty_case_still_makes_a_page() -> None:
    bare = case(findings=(), refusals=(), claims=(), statements=(), answer=None, argument="", questions=())
    words = Page(render_html(bare)).words
    assert "No claim of this text could be tested" in words


def test_an_unknown_date_is_said(page: Page) -> None:
    doc = case().document.model_copy(update={"date": None, "date_reason": "no date was found"})
    assert "undated (no date was found)" in Page(render_html(case(document=doc))).words.replace(" )", ")")
    assert "4 February 2019" in page.words


def test_rows_of_a_closed_licence_never_appear() -> None:
    markup = render_html(case(record=record(rows=False)))
    assert "licence keeps its rows on your disk" in markup
    assert "Well station" not in markup
    assert "League fighters attack" not in markup
    assert "240017" in markup


def test_cards_without_events_or_pictures() -> None:
    plain = case()
    thin = plain.findings[0].model_copy(
        update={"evidence": (), "plots": (), "specifications": (), "checks": (), "readings": (), "command": ""}
    )
    assert "Workings" in render_html(plain.model_copy(update={"findings": (thin,)}))


def test_made_is_a_date(page: Page) -> None:
    assert f"made {dt.date(2019, 2, 10).isoformat()}" in page.words


def test_a_statement_of_fact_without_a_test_is_no_opinion() -> None:
    plain = case()
    bare = plain.statements[14].model_copy(update={"not_checkable": "no test", "reason": None})
    shown = view(plain.model_copy(update={"statements": (*plain.statements[:14], bare)}))
    assert len(shown.uncheckable) == 3
    assert [i.quote for i in shown.refusals[-1].blocks[0].items] == [QUOTES[11], QUOTES[14]]
    assert any(s.text == QUOTES[14] and s.tone == "untested" for p in shown.paragraphs for s in p)


def test_long_tables_of_the_answer_are_folded() -> None:
    plain = case()
    assert plain.answer is not None
    rows = tuple({"opponent": f"o{i}", "share": 0.1234, "deaths": 1000.0} for i in range(9))
    markup = render_html(case(answer=plain.answer.model_copy(update={"rows": rows})))
    assert "<summary>The figures behind the answer" in markup
    assert ">12%<" in markup
    assert ">1,000<" in markup
    assert "<summary>The figures behind the answer" not in render_html(plain)


def test_events_that_cannot_be_drawn_make_a_note_and_no_broken_map() -> None:
    plain = case()
    far = tuple(e.model_copy(update={"longitude": 30.5, "latitude": 50.4, "where_prec": 5}) for e in evidence(3))
    finding = plain.findings[0].model_copy(update={"evidence": far})
    shown = view(plain.model_copy(update={"findings": (finding,)}))
    card = shown.groups[0].cards[0]
    assert [p.shape for p in card.plots] == ["line"]
    assert NO_MAP in card.notes
    assert NO_MAP not in view(plain).groups[0].cards[0].notes
    there = plain.findings[0].model_copy(
        update={"evidence": tuple(e.model_copy(update={"where_prec": 1}) for e in far)}
    )
    elsewhere = plain.model_copy(update={"findings": (there,)})
    assert "g-world" in render_html(elsewhere)
    public = PublishInfo("A", "B", dt.date(2026, 1, 1))
    assert NO_MAP in render_html(elsewhere, publish=public), "no district outlines there, and no points in public"


@pytest.mark.parametrize(("language", "direction"), [("ru", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_the_text_keeps_its_language_and_direction(language: str, direction: str) -> None:
    made = case()
    page = Page(
        render_html(made.model_copy(update={"document": made.document.model_copy(update={"language": language})}))
    )
    story = next(attrs for tag, attrs in page.tags if attrs.get("class") == "story")
    assert (story["lang"], story["dir"]) == (language, direction)
    quotes = [attrs for tag, attrs in page.tags if tag in {"blockquote", "q"}]
    assert (any(attrs.get("lang") == language for attrs in quotes)) == (language != "en")
    assert page.tags[0][1].get("lang", "en") == "en"


def test_an_english_quote_with_arabic_names_runs_left_to_right() -> None:
    """Its first letter, or most of its letters, would turn the whole quote about; a whole Arabic quote is turned."""
    text = "حزب الله fought جبهة النصرة in حلب in 2016. They left the town of Aleppo on that day, as it is known there."
    markup = render_html(inquest.check(text, date="2018-05-01").frozen)
    ways = re.findall(r'<(?:q|blockquote) dir="(\w+)"[^>]*>“?حزب الله fought', markup)
    assert ways
    assert set(ways) == {"ltr"}
    assert '<p dir="ltr">' in markup
    assert set(re.findall(r'<(?:span class="who"|footer) dir="(\w+)"', markup)) == {"ltr"}
    assert direction("قتل الجيش أربعين", "ltr") == "rtl"
