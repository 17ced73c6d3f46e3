"""Words that leave open who did it, whose dead are counted or since when make a claim wait; a turn has a speaker."""

import pytest

from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Claim
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

NAMES = load_gazetteer()


def claims(text: str) -> tuple[Claim, ...]:
    return EXTRACTOR.extract(open_document(text, date="2019-06-12"), NAMES).claims


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("In May 2018 they killed 69 civilians in Homs.", "“they”"),
        ("In May 2018 it killed 69 soldiers in Homs.", "“it”"),
        ("In May 2018 your strikes killed 69 civilians in Homs.", "“your strikes”"),
        ("In May 2018 their nightly raids killed 69 civilians in Homs.", "“their nightly raids”"),
        ("In May 2018 they lost 69 men in Homs.", "“they”"),
        ("The Syrian army fights Islamic State everywhere.", "“everywhere”"),
        ("The Syrian army fights Islamic State on all fronts.", "on all fronts"),
        ("Civilians died in Homs in 2018. Idlib saw 1,900 deaths in 2017.", "whose deaths"),
        ("The rebels lost fewer than 300 men in Homs in the last month of the siege.", "of the"),
        ("In the first week of the offensive rebels killed 300 men in Homs.", "of the"),
        ("Fighting between the army and the SDF, which broke out in Homs in May 2017, was fierce.", "between"),
        ("The army's war on Islamic State broke out after the referendum of May 2017.", "neither how soon"),
        (
            "The SDF and the Syrian army did not fight in 2016; when they did, in Hasaka, it was over soon.",
            "“Hasaka” stands with something else",
        ),
        ("In its last year the garrison lost 400 soldiers in Homs.", "it names no time"),
        (
            "Rebels hit Homs on 3 May. Islamic State, which fell in March, has killed 150 soldiers in Homs since then.",
            "more than one",
        ),
    ],
)
def test_what_words_leave_open_waits(text: str, why: str) -> None:
    assert why in (claims(text)[-1].unconfirmed or "")


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State held Homs. In May 2018 it killed 69 soldiers in Homs.",
        "The rebels held Homs. In May 2018 they killed 69 civilians in Homs.",
        "In May 2018 the fighting killed 69 civilians in Homs.",
        "The Syrian army fights Islamic State.",
        "Civilians died in Homs in 2018. In 2017 1,900 people died in Idlib.",
        "Idlib saw 1,900 deaths in 2017.",
        "In the last month of the war rebels killed 40 men in Homs.",
        "Last year rebels killed 400 soldiers in Homs.",
        "Rebels hit Homs on 3 May. Islamic State has killed 150 soldiers in Homs since then.",
    ],
)
def test_what_words_settle_is_tested(text: str) -> None:
    assert claims(text)[-1].unconfirmed is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("KONASHENKOV: Good day. Rebels killed 30 men in Homs in May.", "Konashenkov"),
        ("UPDATE: Rebels killed 30 men in Homs in May.", "author"),
        ("HOMS: Rebels killed 30 men in Idlib in May.", "author"),
    ],
)
def test_one_word_in_capitals_before_a_colon_is_a_turn(text: str, speaker: str) -> None:
    assert claims(text)[-1].speaker == speaker
