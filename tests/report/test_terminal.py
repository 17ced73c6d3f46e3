"""What the terminal prints of a text: what was tested, what waits and why, what a person can answer."""

from pathlib import Path

import pytest
from rich.console import Console

import inquest
from inquest.model.words import NO_TEST_UNLOCK
from inquest.multiverse.untested import CONFIRM
from inquest.report.text import render_text
from inquest.report.view import view


def printed(text: str, home: Path) -> str:
    console = Console(width=400, record=True, file=None, quiet=False)
    with console.capture() as capture:
        render_text(inquest.check(text, date="2018-12-14", home=home).frozen, console)
    return capture.get()


TEXT = (
    "More than 10,000 people were killed in Syria in 2018. Terrorists killed 300 people in Homs in 2017. "
    "In Raqqa no guns were heard for months. The mood has shifted. The talks went nowhere. The maps are blue."
)


@pytest.fixture(scope="module")
def shown(home: Path) -> str:
    return printed(TEXT, home)


def test_every_finding_says_what_was_tested(shown: str) -> None:
    tested = "Recorded deaths from all deadly violence in Syria in 2018 up to 14 December 2018: more than 10,000."
    assert f"Tested: {tested}" in shown


def test_an_open_question_lists_its_answers_with_what_they_mean(shown: str) -> None:
    answers = [row.strip() for row in shown.splitlines() if row.strip().startswith("--answer ")]
    assert len(answers) > 1
    assert "--answer actor:terrorists=islamic-state: Islamic State" in answers


def test_a_reason_that_many_share_is_said_once(home: Path, shown: str) -> None:
    groups = view(inquest.check(TEXT, date="2018-12-14", home=home).frozen).refusals
    shared = [b for g in groups for b in g.blocks if b.shared]
    assert shared
    assert all(len(b.items) > 1 and shown.count(b.shared) == 1 for b in shared)


def test_what_is_to_be_done_is_said_step_by_step() -> None:
    assert all(step in CONFIRM for step in ("inquest claims FILE --output claims.yaml", "inquest check claims.yaml"))
    assert "inquest claims FILE" in NO_TEST_UNLOCK
