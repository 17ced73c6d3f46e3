"""The language of a text: told, never a reason to refuse it; the extractor by frames refuses with the way out."""

import subprocess
import sys

import pytest
from tests.extract.finder import SmallFinder

from inquest.errors import InputError
from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document

TEXTS = {
    "en": "The army left Goma on Monday.",
    "ru": "Армия покинула город вчера утром.",
    "uk": "Армія залишила місто вчора вранці, але не всі.",
    "sr": "Војска је јуче напустила град, а побуњеници су га заузели без борбе и са малим губицима на обе стране.",
    "ar": "غادر الجيش المدينة صباح أمس",
    "fa": "ارتش دیروز شهر را ترک کرد و نیروهای مخالف وارد آن شدند",
    "he": "הצבא עזב את העיר אתמול בבוקר",
    "el": "Ο στρατός έφυγε χθες από την πόλη",
    "zh": "叙利亚政府军昨天离开了这座城市。反对派武装在伊德利卜作战。",
    "ko": "정부군은 어제 아침 도시를 떠났다",
    "de": "Die Armee hat die Stadt am Montag verlassen und ist nicht mehr auf dem Weg von der Grenze.",
    "fr": "L'armée a quitté la ville et les rebelles sont dans une partie des faubourgs avec des civils.",
    "sq": "Ushtria u largua nga qyteti mbrëmë dhe nuk u kthye më, tha zëdhënësi i qeverisë në kryeqytet, ku "
    "dhjetëra veta u vranë nga bombat e armikut.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_told(language: str) -> None:
    assert open_document(TEXTS[language]).language == language


@pytest.mark.parametrize(
    ("language", "name"),
    [("uk", "Ukrainian"), ("ar", "Arabic"), ("zh", "Chinese"), ("de", "German"), ("sq", "Albanian"), ("fa", "Persian")],
)
def test_a_language_without_frames_gets_a_way_out(language: str, name: str) -> None:
    document = open_document(TEXTS[language])
    message = (
        rf"the text is in {name}, for which there are no frames\. .*Choices: English \(en\).*--extractor llm"
        r".*translation.*frames of your own"
    )
    with pytest.raises(InputError, match=f"(?s){message}"):
        EXTRACTOR.extract(document, SmallFinder())


def test_a_text_in_two_scripts_is_read_by_its_main_part_and_noted() -> None:
    document = open_document(TEXTS["ru"] + " " + TEXTS["en"] + " It was not the first town that the army had left.")
    assert document.language == "en"
    assert document.language_note == "The text was read as English; 31% of its letters are in Cyrillic script."
    assert open_document(TEXTS["en"]).language_note == ""


def test_a_text_in_two_languages_of_one_script_is_noted() -> None:
    german = (
        "Die Armee hat die Stadt am Montag verlassen und ist nicht von der Grenze mit den Panzern zu uns gekommen. "
    )
    english = "The army of the north was not in the town, and those who had left it were on their way to the border. "
    document = open_document(english * 6 + german * 3)
    assert document.language == "en"
    assert document.language_note == "The text was read as English; parts of it look German."


def test_words_of_no_language_are_no_english() -> None:
    document = open_document("Xq zrtk vbnm plkj wert yuio asdf ghjk zxcv qaz wsx edc rfv tgb yhn ujm ikol qwp mnb zxa.")
    assert document.language != "en"


def test_a_plain_english_text_needs_no_trained_model() -> None:
    text = "The army left Goma on Monday. " * 30
    code = (
        f"import sys; from inquest.read import open_document; open_document({text!r}); "
        "assert not {'py3langid', 'pymorphy3'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("В 2017 г. Армия ушла из города.", 2),
        ("Это было в г. Дамаск на юге страны.", 1),
        ("Погибли 5 тыс. человек за год.", 1),
        ("غادر الجيش المدينة؟ نعم غادر الجيش.", 2),
        ("军队离开了城市。战斗还在继续。", 2),
    ],
)
def test_sentences_of_other_scripts(text: str, sentences: int) -> None:
    assert len(open_document(text).sentences) == sentences
