"""What is one card, what is one refusal, and what stands beside the cards."""

import re
from html import unescape

import pytest
from tests.report.example import QUOTES, case, text

from inquest.model.finding import Case, CheckResult, Finding, Verdict
from inquest.model.proposition import Refusal
from inquest.model.words import NO_TEST_UNLOCK
from inquest.report.cards import CARD_WORDS, card_view
from inquest.report.face import LEAST_QUOTE
from inquest.report.html import render_html
from inquest.report.json_ import context
from inquest.report.lists import refusal_groups
from inquest.report.parts import count_words
from inquest.report.split import MOST_ROWS, split_rows, verdict_of
from inquest.report.view import view


def story(page: str) -> str:
    """The text content of the article on the page, without the numbers of the findings."""
    block = re.search(r'<div class="story".*?</aside>', page, re.DOTALL)
    assert block
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup>.*?</sup>", "", block.group(0))))


def test_the_article_on_the_page_is_the_text() -> None:
    assert story(render_html(case())).split() == text().split()


def twice() -> Case:
    """The first finding again, from other words: the same was tested and the same was found."""
    plain = case()
    again = plain.findings[0].model_copy(update={"id": "F9", "claim": "c07"})
    return plain.model_copy(update={"findings": (*plain.findings, again)})


def test_findings_that_tested_the_same_are_one_card_with_all_quotes() -> None:
    shown = view(twice())
    cards = [c for g in shown.groups for c in g.cards]
    assert len(cards) == 7
    assert [s.whole for s in cards[0].said] == [QUOTES[1], QUOTES[7]]
    marks = [(s.text, n) for p in shown.paragraphs for s in p for n, _, _ in s.ends if n == 1]
    assert len(marks) == 2, "both quotes lead to it"
    assert context(twice(), twice().findings[-1])["position"] == "1 of 7 findings on this text"


def test_quotes_lead_to_their_words_in_the_text() -> None:
    page = render_html(case())
    card = next(c for g in view(case()).groups for c in g.cards if c.number == 2)
    assert card.said[0].at
    assert re.search(rf'<span id="{card.said[0].at}" class="at"></span><a [^>]*>{re.escape(QUOTES[2])}', page)


def test_cards_from_the_same_words_name_each_other() -> None:
    plain = case()
    other = plain.claims[1].model_copy(update={"statement": plain.claims[0].statement})
    shown = view(plain.model_copy(update={"claims": (plain.claims[0], other, *plain.claims[2:])}))
    see = {c.number: c.see for g in shown.groups for c in g.cards}
    assert see[1] == ((2, "f-2"),)
    assert see[2] == ((1, "f-1"),)
    assert see[3] == ()


@pytest.mark.parametrize("copies", [1, 3, 6])
def test_many_long_quotes_share_the_room_of_one_card(copies: int) -> None:
    plain = case()
    claims = {
        f"x{i}": plain.claims[0].model_copy(update={"id": f"x{i}", "quote": f"number {i} " + "word " * 50})
        for i in range(copies)
    }
    members = [plain.findings[0].model_copy(update={"claim": c}) for c in claims]
    card = card_view(members, claims, (1, 1))
    assert card.words <= CARD_WORDS
    assert len(card.said) == copies
    shown = [s.quote for s in card.said if s.quote]
    assert len(shown) == min(copies, 2), "as many as keep enough words each"
    assert all(q.endswith("…") and count_words(q) >= LEAST_QUOTE for q in shown)
    assert all(s.whole for s in card.said)


def test_a_question_that_the_box_answers_is_no_refusal() -> None:
    plain = case()
    asking = plain.statements[0].model_copy(update={"not_checkable": None})
    claim = plain.claims[-1].model_copy(
        update={"id": "q", "statement": "s00", "quote": QUOTES[0], "start": 0, "end": 35}
    )
    changed = plain.model_copy(update={"statements": (asking, *plain.statements[1:]), "claims": (claim, *plain.claims)})
    quotes = [i.quote for g in refusal_groups(changed) for b in g.blocks for i in b.items]
    assert QUOTES[0] not in quotes
    assert not [s for p in view(changed).paragraphs for s in p if s.text == QUOTES[0] and s.tone]
    unanswered = changed.model_copy(update={"answer": None})
    assert QUOTES[0] in [i.quote for g in refusal_groups(unanswered) for b in g.blocks for i in b.items]


def test_a_refusal_without_a_test_keeps_its_own_cure() -> None:
    plain = case()
    refusal = Refusal(claim="c11", kind="x", reason="no test", text="Half of it.", unlock="a claims file with the rest")
    last = refusal_groups(plain.model_copy(update={"refusals": (*plain.refusals, refusal)}))[-1]
    assert "a claims file with the rest" in [b.unlock for b in last.blocks]


def test_no_test_is_listed_once_with_one_unlock() -> None:
    plain = case()
    bare = plain.statements[11].model_copy(update={"not_checkable": "no test", "reason": "no frame fits"})
    lone = plain.statements[14].model_copy(update={"not_checkable": "no test", "reason": None})
    refusal = Refusal(claim="c11", kind="x", reason="no test", text="No kind for it.", unlock=NO_TEST_UNLOCK)
    changed = plain.model_copy(
        update={
            "statements": (*plain.statements[:11], bare, *plain.statements[12:14], lone),
            "refusals": (*plain.refusals, refusal),
        }
    )
    last = refusal_groups(changed)[-1]
    assert [b.unlock for b in last.blocks] == [NO_TEST_UNLOCK]
    assert [i.quote for i in last.blocks[0].items] == [QUOTES[11], QUOTES[14]]


def test_one_group_for_a_reason_and_each_unlock_once() -> None:
    plain = case()
    more = plain.refusals[2].model_copy(update={"unlock": "another log"})
    groups = refusal_groups(plain.model_copy(update={"refusals": (*plain.refusals, more)}))
    assert len({g.heading for g in groups}) == len(groups)
    group = next(g for g in groups if "doesn't record" in g.heading)
    assert [b.unlock for b in group.blocks] == ["a log of air strikes by day and place", "another log"]
    page = render_html(plain.model_copy(update={"refusals": (*plain.refusals, more)}))
    heading = re.escape(group.heading.replace("'", "&#39;"))
    assert len(re.findall(rf"<h3><svg(?:(?!</svg>).)*</svg>{heading}", page)) == 1


def test_two_refusals_of_one_statement_with_one_unlock_are_one_line() -> None:
    plain = case()
    second = plain.claims[8].model_copy(update={"id": "c09b"})
    refusal = plain.refusals[1].model_copy(update={"claim": "c09b", "text": "Another reason."})
    groups = refusal_groups(
        plain.model_copy(update={"claims": (*plain.claims, second), "refusals": (*plain.refusals, refusal)})
    )
    items = [i for g in groups for b in g.blocks for i in b.items if "c09" in i.keys]
    assert [i.keys for i in items] == [("c09", "c09b")]
    assert items[0].text.endswith("Another reason.")


def test_a_split_verdict_shows_both_sides_on_the_card() -> None:
    rows = split_rows(case().findings[3], "share")
    assert {r.tone for r in rows} == {"backs", "against"}
    assert len(rows) == 2
    assert sum(r.readings for r in rows) == 3, "readings without weight are left out"
    assert "What the verdict depends on" in render_html(case())


def many(verdicts: list[Verdict]) -> Finding:
    """A split finding with one reading for each of many options of one choice."""
    finding = case().findings[3]
    first, *rest = finding.multiverse.choices
    options = tuple(
        first.options[0].model_copy(update={"id": f"s{i}", "label": f"sense {i}"}) for i in range(len(verdicts))
    )
    wide = finding.multiverse.model_copy(update={"choices": (first.model_copy(update={"options": options}), *rest)})
    base = finding.readings[0].model_copy(update={"uncertain": False})
    readings = tuple(
        base.model_copy(update={"options": {"strength": f"s{i}", "measure": "events"}, "verdict": v, "point": i / 20})
        for i, v in enumerate(verdicts)
    )
    return finding.model_copy(update={"multiverse": wide, "readings": readings})


def test_options_with_one_result_are_one_row() -> None:
    rows = split_rows(many(["contradicted", "supported"] * 7), "share")
    assert [r.figure for r in rows] == ["0% to 60%", "5% to 65%"]
    assert rows[0].label.startswith("sense 0 or sense 2")
    assert [r.readings for r in rows] == [7, 7]


def test_no_more_rows_than_fit_on_a_card() -> None:
    finding = many(["contradicted", "supported"] * 7)
    cells: list[Verdict] = ["supported", "undecided", "undecided", "contradicted", "mixed", "supported", "undecided"]
    readings = tuple(
        r.model_copy(update={"options": {**r.options, "measure": m}, "verdict": cells[(i + 3 * j) % 7]})
        for i, r in enumerate(finding.readings)
        for j, m in enumerate(("events", "deaths"))
    )
    rows = split_rows(finding.model_copy(update={"readings": readings}), "share")
    assert 1 < len(rows) <= MOST_ROWS
    assert sum(r.readings for r in rows) == len(readings)


@pytest.mark.parametrize(
    ("verdicts", "words", "tone"),
    [
        (["supported", "mostly supported"], "mostly backs this", "mostly-backs"),
        (
            ["supported", "supported", "undecided"],
            "mostly backs this; can't tell in 1 of 3 readings",
            "mostly-backs",
        ),
        (
            ["contradicted", "undecided", "undecided"],
            "can't tell; mostly points the other way in 1 of 3 readings",
            "open",
        ),
        (["contradicted", "supported"], "is split", "split"),
        (["undecided"], "can't tell", "open"),
    ],
)
def test_what_a_row_of_several_readings_says(verdicts: list[Verdict], words: str, tone: str) -> None:
    finding = many(verdicts)
    assert verdict_of(finding.readings) == (words, tone)


def test_a_failed_check_is_on_the_card() -> None:
    plain = case()
    failed = CheckResult(name="mirror", status="failed", text="The opposite is judged alike.")
    finding = plain.findings[0].model_copy(update={"checks": (failed,)})
    page = render_html(plain.model_copy(update={"findings": (finding,)}))
    face = page[page.index('<div class="face">') : page.index("<summary>Workings")]
    assert "Check failed: The opposite is judged alike." in face
    assert "Check failed" not in render_html(plain)
