import pytest

from inquest.errors import InquestError, UsageError
from inquest.model.choice import Choice, Option
from inquest.multiverse.plan import grid, merged, restrict


def choice(name, *options, role="measurement", drops=()):
    made = tuple(Option(id=o, label=o, reason="because", params={name: o}) for o in options)
    return Choice(name=name, role=role, question=f"{name}?", options=made, drops=drops)


def test_grid_is_the_product_less_the_impossible_with_reasons():
    a = choice("a", "x", "y", drops=(("x", "b", "2", "x has no 2"),))
    found = grid((a, choice("b", "1", "2", "3")))
    assert len(found.specifications) == 5
    assert found.dropped == ((("x", "2"), "x has no 2"),)


def test_a_grid_too_large_is_refused():
    many = tuple(choice(f"c{i}", *[str(j) for j in range(10)]) for i in range(5))
    with pytest.raises(InquestError, match="the grid has 100000 specifications"):
        grid(many)


def test_two_choices_may_not_set_one_parameter():
    a = choice("a", "x")
    b = Choice(
        name="b", role="reading", question="?", options=(Option(id="z", label="z", reason="r", params={"a": "other"}),)
    )
    with pytest.raises(InquestError, match="two choices set 'a'"):
        merged((a, b), ("x", "z"))


def test_restrict_keeps_one_option_and_lists_the_menu_otherwise():
    found = (choice("a", "x", "y"), choice("b", "1"))
    assert [o.id for o in restrict(found, {"a": "y"})[0].options] == ["y"]
    with pytest.raises(UsageError, match=r"a has no option 'z'. Choices: x, y"):
        restrict(found, {"a": "z"})
    with pytest.raises(UsageError, match=r"no choice named 'q' here. Choices: a, b"):
        restrict(found, {"q": "z"})
