"""Claims that rank, limit, order or divide wait for a person; plain ones of the same words are tested."""

import pytest

from inquest.extract._reading import MISSED
from inquest.extract.rules import Rules
from inquest.model.claim import Claim
from inquest.read._open import open_document
from inquest.resolve.gazetteer import load_gazetteer


def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text."""
    return Rules().extract(open_document(text, date="2019-06-01"), load_gazetteer()).claims


RANKED = (
    ("2016 was the second bloodiest year in Borno.", "second"),
    ("Helmand was the third deadliest province of Afghanistan in 2010.", "third"),
    ("Kunduz was the deadliest province of Afghanistan after Helmand in 2015.", "after Helmand"),
    ("Donetsk was once the deadliest region of Ukraine.", "once"),
    ("Boko Haram was the deadliest armed group in Nigeria in every year from 2012 to 2015.", "every"),
    ("2010 was the deadliest year in Afghanistan until 2014.", "until 2014"),
    ("2014 was by far the deadliest year in Ukraine since the revolution.", ""),
)
LONG = (
    ("2014 was the deadliest year in Ukraine in a decade.", "a decade"),
    ("2014 was the deadliest year in Ukraine of the past decade.", "past decade"),
    ("2010 was the bloodiest year in Afghanistan in five years.", ""),
    ("The army fought mainly against the Taliban in 2016 and mainly against Islamic State in 2017.", "in 2017"),
)
LIMITED = (
    ("The lion's share of the Taliban's battles in 2015 was fought against Islamic State.", ""),
    ("A good part of the Taliban raids in 2015 struck Afghan soldiers in Kunduz.", "part"),
    ("The Taliban did not seriously fight Islamic State in Nangarhar in 2016.", "seriously"),
    ("The Taliban did not often fight Islamic State in Nangarhar in 2016.", "often"),
    ("The Taliban clashed mainly with Islamic State in Nangarhar in 2016.", "mainly"),
    ("Violence in Borno rose slightly between 2014 and 2015.", "slightly"),
    ("Kunduz was marginally deadlier than Helmand in 2015.", "marginally"),
    ("Fighting between the Taliban and Islamic State began in earnest in 2015.", "in"),
    ("The first major clashes between the Taliban and Islamic State came in 2015.", "major"),
    ("Boko Haram was the only group that attacked Chad's army in 2015.", "only"),
    ("The Taliban were one of the groups that fought Islamic State in 2016.", "one"),
    ("In 2018 the fighting was confined to Helmand.", "confined to"),
    ("The truce of 15 June 2018 in Afghanistan collapsed within days.", "within days"),
    ("In 2010 more soldiers died in fighting between the Afghan army and the Taliban than in fighting between the "
     "Afghan army and al-Qaeda.", "soldiers"),
)  # fmt: skip
DIVIDED = (
    ("Deaths in Borno fell faster than in Yobe between 2015 and 2016.", "faster than"),
    ("Violence neither rose nor fell in Borno between 2015 and 2016.", "neither"),
    ("Fighting between the Afghan army and the Taliban ended in 2001 and resumed in 2003.", "resumed"),
    ("The Taliban's attacks on civilians did not abate in Kunduz in 2016.", "abate"),
    ("The Taliban attacked Islamic State before they ever attacked the Afghan army.", "before"),
    ("More people were killed in Borno in 2015 than in Yobe in 2014.", "in 2014"),
    ("Borno was deadlier than Yobe in 2014 but calmer in 2015.", "in 2015"),
    ("Borno was deadlier than Yobe in 2014, not in 2015.", "not in 2015"),
    ("In Borno, 2014 was bloodier than 2015 and 2016.", "2016"),
    ("Violence fell in Borno and rose in Yobe between 2014 and 2015.", "between 2014 and 2015"),
    ("Civilians in Kunduz were attacked by the Taliban in 2016, not by the Afghan army.", "not by Afghan army"),
    ("Boko Haram, more than the Nigerian army, killed civilians in Borno in 2014.", ""),
    ("Fighting between the Afghan army and the Taliban did not go hand in hand with fighting between the Afghan army "
     "and al-Qaeda.", "not"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words"), RANKED + LONG + LIMITED + DIVIDED)
def test_what_turns_a_claim_makes_it_wait(text: str, words: str) -> None:
    found = claims(text)
    assert found
    assert all(c.unconfirmed for c in found)
    if words:
        assert MISSED.format(words).lower() in [(c.unconfirmed or "").lower() for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "2016 was the bloodiest year in Borno.",
        "Helmand was the deadliest province of Afghanistan in 2010.",
        "2014 was the deadliest year in Ukraine since 2010.",
        "Boko Haram was the deadliest armed group in Nigeria from 2012 to 2015.",
        "The bulk of the Taliban's battles in 2015 was against Islamic State.",
        "The Taliban mostly fought the Afghan army in 2015.",
        "The Taliban clashed with Islamic State in Nangarhar in 2016.",
        "Violence in Borno rose sharply between 2014 and 2015.",
        "Kunduz was far deadlier than Helmand in 2015.",
        "Fighting between the Taliban and Islamic State began in 2015.",
        "The first clashes between the Taliban and Islamic State came in 2015.",
        "Boko Haram was the group that attacked Chad's army in 2015.",
        "The fighters were driven back to Helmand after the truce.",
        "The truce of 15 June 2018 in Afghanistan collapsed.",
        "Deaths in Borno fell by more than half between 2015 and 2016.",
        "Violence fell in Borno between 2015 and 2016.",
        "Fighting between the Afghan army and the Taliban ended in 2001.",
        "The Taliban attacked Islamic State before the spring of 2016.",
        "More people were killed in Borno in 2015 than in Yobe.",
        "In Borno, 2014 was bloodier than 2015.",
        "Civilians in Kunduz were attacked by the Taliban in 2016.",
        "Fighting between the Afghan army and the Taliban went hand in hand with fighting between the Afghan army and "
        "al-Qaeda.",
    ],
)
def test_plain_claims_of_these_words_are_tested(text: str) -> None:
    assert any(not c.unconfirmed for c in claims(text)), [c.unconfirmed for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "targets", "waits"),
    [
        ("The army lost three men for every Taliban fighter it killed.", ["Taliban fighter"], False),
        ("The Taliban lost five men for each Afghan soldier killed in 2015.", ["Afghan soldier"], False),
        ("The army killed more Taliban fighters than it lost soldiers in 2015.", ["Taliban fighters"], False),
        ("The army killed twice as many Taliban fighters as it lost in 2015.", ["Taliban fighters"], False),
        ("The army lost more fighters than it killed against the Taliban in 2015.", ["Taliban"], False),
        ("The army killed three rebels for every soldier it lost to the Taliban in 2015.", ["rebels"], True),
        ("The army lost fewer men to the Taliban than it killed rebels in 2015.", ["rebels"], True),
        ("The army suffered heavy losses against the Taliban but light ones against Islamic State.", ["Taliban"], True),
    ],
)  # fmt: skip
def test_whose_dead_losses_are_held_against(text: str, targets: list[str], waits: bool) -> None:
    one = next(c for c in claims(text) if c.kind == "exchange")
    assert [m.text for m in one.targets] == targets
    assert bool(one.unconfirmed) == waits
