"""Sentences of what people really write: abbreviations, initials, lists, headings, quotes, notes, other scripts."""

import pytest

from inquest.read._sentences import split


def parts(text: str) -> list[str]:
    return [s.text for s in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Gen. John R. Roe and Brig. Gen. A. B. Doe met Amb. Ann Poe in St. Petersburg, approx. 40 km off.",
        "It fell from 2.5 to 1.3 percent between Jan. 2017 and Sept. 3, 2018, at 5 p.m. on a Friday.",
        "The U.S. Army, the U.N. Security Council and Sen. J. F. Doe (e.g. in vol. 2, no. 5, p. 12) agreed.",
        "The army advanced ... and then stopped.",
        "«Кто здесь?» спросил генерал-майор В. В. Петров.",
        "В 2015 г. армия взяла г. Пальмира и с. Телль-Ахмар, т.е. почти 30 тыс. кв. км.",
        "Abu Bakr al-Baghdadi, leader of al-Qaeda in Iraq, fled to al-Bab with 1,500 men.",
        "He asked, “Who knows?” and left!",
        "— Кто здесь? — спросил он.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left the U.S. After that they came back.", ["They left the U.S.", "After that they came back."]),
        ("It began in Sept. The army lost.", ["It began in Sept.", "The army lost."]),
        ("He works for Doe Inc. It is big.", ["He works for Doe Inc.", "It is big."]),
        ("He said no. Nobody moved.", ["He said no.", "Nobody moved."]),
        ("“We won. They ran,” he said. “All of them.”", ["“We won.", "They ran,” he said.", "“All of them.”"]),
        ("It fell.[12][13] Nobody knew.", ["It fell.[12][13]", "Nobody knew."]),
        ("Nine were killed.12 Nobody knew.", ["Nine were killed.12", "Nobody knew."]),
        ("The army left.The town was empty.", ["The army left.", "The town was empty."]),
        ("They ran… Nobody stayed.", ["They ran…", "Nobody stayed."]),
        ("غادر الجيش المدينة. هل عاد؟ لا أحد يعلم.", ["غادر الجيش المدينة.", "هل عاد؟", "لا أحد يعلم."]),
        ("Это было в 2015 г. Армия ушла.", ["Это было в 2015 г.", "Армия ушла."]),
        ("Армия ушла. «Никто не остался», — сказал он.", ["Армия ушла.", "«Никто не остался», — сказал он."]),
        ("सेना चली गई। कोई नहीं रुका।", ["सेना चली गई।", "कोई नहीं रुका।"]),
        ("— Кто здесь? — Никто не знает.", ["— Кто здесь?", "— Никто не знает."]),
        ("军队离开了。没有人留下。", ["军队离开了。", "没有人留下。"]),
    ],
)
def test_sentences_are_told_apart(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_headings_and_lists_without_stops() -> None:
    text = (
        "What the mission saw\n\n"
        "The mission went to Goma twice in the first half of the year and spoke to forty people.\n"
        "Losses on both sides\n"
        "Nine soldiers were killed in the first week. The army named none of them.\n"
        "1. Two bridges were down\n"
        "2. One road was open\n"
        "(a) The army held the mill\n"
        "• Nobody held the ferry\n"
        "In the second week there was no fighting."
    )
    assert parts(text) == [
        "What the mission saw",
        "The mission went to Goma twice in the first half of the year and spoke to forty people.",
        "Losses on both sides",
        "Nine soldiers were killed in the first week.",
        "The army named none of them.",
        "1. Two bridges were down",
        "2. One road was open",
        "(a) The army held the mill",
        "• Nobody held the ferry",
        "In the second week there was no fighting.",
    ]


def test_wrapped_lines_are_joined() -> None:
    text = (
        "The mission went to Goma twice in the first half of the year and\n"
        "spoke to forty people, among them nine soldiers of the army and the\n"
        "Red Cross. Nobody had seen the\n"
        "militia.\n"
    )
    assert parts(text) == [
        "The mission went to Goma twice in the first half of the year and\n"
        "spoke to forty people, among them nine soldiers of the army and the\nRed Cross.",
        "Nobody had seen the\nmilitia.",
    ]


def test_a_number_that_begins_an_item_is_no_sentence() -> None:
    assert parts("1. The army left.\n\n2.3. It came back.") == ["1. The army left.", "2.3. It came back."]
