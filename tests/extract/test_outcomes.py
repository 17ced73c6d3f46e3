"""A month told of before is not the time of how a war came out."""

import pytest
from tests.extract.test_unheld import claims

BEFORE = "In Eastern Ghouta more than 1,500 people were killed in March 2018. "


@pytest.mark.parametrize(
    "text",
    [
        "The decisive contribution to the defeat of Islamic State in Syria was made by the Kurds.",
        "It was the SDF that defeated Islamic State in Syria.",
        "Without American air power the SDF could not have won in Syria.",
    ],
)
def test_an_outcome_takes_no_month_from_the_passage(text: str) -> None:
    last = claims(BEFORE + text, "2019-03-20")[-1]
    assert last.kind in ("attribution", "counterfactual")
    assert not last.periods


def test_what_happened_takes_it() -> None:
    last = claims("The army attacked Eastern Ghouta in March 2018. It killed 300 civilians there.", "2019-03-20")[-1]
    assert [m.text for m in last.periods] == ["in March 2018"]
