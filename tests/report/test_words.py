"""Real texts on the real record: every card is short, nothing is lost, nothing comes twice."""

import datetime as dt
import re
from html import unescape
from pathlib import Path

import pytest
from tests.report.test_lists import story

from inquest.api import DEMO_DATE, check, demo_text
from inquest.model.finding import Case
from inquest.report.cards import CARD_WORDS
from inquest.report.clean import balanced
from inquest.report.face import LEAST_QUOTE
from inquest.report.html import render_html
from inquest.report.parts import count_words
from inquest.report.publish import PublishInfo
from inquest.report.view import view

MOST_BYTES = 2_000_000


@pytest.fixture(scope="module")
def demo(home: Path) -> Case:
    return check(demo_text(), date=DEMO_DATE, home=home).frozen


@pytest.fixture(scope="module")
def article(home: Path, shared: Path) -> Case:
    return check(shared / "article" / "seed.txt", date="2020-05-04", home=home).frozen


@pytest.fixture(params=["demo", pytest.param("article", marks=pytest.mark.shared)])
def real(request: pytest.FixtureRequest) -> Case:
    found: Case = request.getfixturevalue(request.param)
    return found


def faces(page: str) -> list[str]:
    """The words of every card's face on the page: its labels, links and the table of its readings apart."""
    out = []
    for face in re.findall(r'<div class="face">(.*?)</div>', page, re.DOTALL):
        kept = re.sub(
            r"<table.*?</table>|<dt>.*?</dt>|<span class=\"of\">.*?</span></p>|<a .*?</a>", " ", face, flags=re.DOTALL
        )
        out.append(unescape(re.sub(r"<[^>]+>", " ", kept)))
    return out


def test_every_card_has_at_most_120_words(real: Case) -> None:
    page = render_html(real)
    words = {re.sub(r"\s+", " ", face): len(re.findall(r"\w\S*", face)) for face in faces(page)}
    assert len(words) == len([c for g in view(real).groups for c in g.cards])
    assert not {face: n for face, n in words.items() if n > CARD_WORDS}
    assert max(c.words for g in view(real).groups for c in g.cards) <= CARD_WORDS


def test_quotes_on_cards_are_understandable(real: Case) -> None:
    """At least twelve words or the whole quote, no open quotation mark, and no denial cut off its claim."""
    claims = {c.quote: c for c in real.claims}
    for said in (s for g in view(real).groups for c in g.cards for s in c.said if s.quote):
        assert said.quote == said.whole or count_words(said.quote) >= LEAST_QUOTE - 2, said
        assert said.quote == balanced(said.quote)
        if said.whole in claims and claims[said.whole].polarity == "deny":
            assert not said.quote.startswith("…")


def test_the_article_on_the_page_is_the_text(real: Case) -> None:
    page = render_html(real)
    assert story(page).split() == real.document.text.split()
    assert len(page.encode()) < MOST_BYTES


def test_nothing_comes_twice(real: Case) -> None:
    shown = view(real)
    cards = [c for g in shown.groups for c in g.cards]
    assert len({(c.tested, c.verdict_words, c.sentences) for c in cards}) == len(cards)
    assert len({g.heading for g in shown.refusals}) == len(shown.refusals)
    for group in shown.refusals:
        assert len({b.unlock for b in group.blocks}) == len(group.blocks)
        quotes = [(i.quote, i.text) for b in group.blocks for i in b.items]
        assert len(set(quotes)) == len(quotes)


def test_every_claim_is_somewhere(real: Case) -> None:
    """Each claim has a card, a refusal, or is the question that the box answers."""
    shown = view(real)
    listed = {k for g in shown.refusals for b in g.blocks for i in b.items for k in i.keys}
    asking = {s.id for s in real.statements if s.mode == "asks"} if real.answer else set()
    for claim in real.claims:
        tested = claim.id in {f.claim for f in real.findings}
        assert tested or claim.id in listed or claim.statement in asking, claim.quote


def test_legends_are_in_words(real: Case) -> None:
    names = {str(r.get("series", "")) for f in real.findings for p in f.plots for r in p.rows}
    assert not names & {"part", "whole", "x", "y", "a", "b", "all", "by"}
    assert not [n for n in names if re.fullmatch(r"[a-z]+(?:-[a-z]+)+", n)]


def test_the_published_page_dates_its_headlines(real: Case) -> None:
    page = render_html(real, publish=PublishInfo("A. Reader", "B. Reader", dt.date(2026, 1, 1)))
    assert re.search(r'</q> <span class="note">[^<]+, \d{4}-\d{2}-\d{2}</span>', page)
    assert "text-h" not in page


def test_whoever_else_said_it_is_named_on_the_card(real: Case) -> None:
    """A quote that the face has no room for leaves a link with its speaker."""
    page = render_html(real)
    for card in (c for g in view(real).groups for c in g.cards):
        face = page.split(f'id="{card.id}"')[1].split("<details")[0]
        hidden = [s for s in card.said if not s.quote]
        assert face.count("Also said by ") == len(hidden)
        assert all(f'href="#{s.at}">Also said by ' in face for s in hidden)
