"""A side that takes in many groups is not counted against itself where another word names its victims."""

import pytest

from inquest.api import begin
from inquest.read import open_document


@pytest.mark.parametrize(
    ("text", "tested"),
    [
        ("Syrian rebels killed 300 jihadists in al-Bab in January 2017.", False),
        ("The army killed 40 jihadists in Idlib in January 2017.", True),
        ("The SDF killed 40 jihadists in Raqqa in July 2017.", True),
    ],
)
def test_a_bloc_of_many_groups_against_itself(text: str, tested: bool) -> None:
    case = begin(open_document(text, date="2019-06-01"), home=None).run()
    itself = [r for r in case.refusals if "against itself" in r.text]
    assert (bool(case.findings), bool(itself)) == (tested, not tested)
