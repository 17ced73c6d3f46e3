"""First-level regions in Russian, Ukrainian and Arabic letters: by their word, alone where nothing else is meant."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import key

NAMES = Path(__file__).parents[2] / "src/inquest/data/names"
WRITTEN: dict[str, Any] = yaml.safe_load((NAMES / "first_level_scripts.yaml").read_text("utf-8"))
EVERY = [n.strip() for c in WRITTEN["countries"] for names in c["names"].values() for n in names.split(";")]


def places(gazetteer: Gazetteer, text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The places of a text: their words and what they mean."""
    return [(text[h.start : h.end], h.ids) for h in gazetteer.find(text) if h.what == "place"]


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Бои идут в провинции Кундуз.", "провинции Кундуз", "adm1-afghanistan-kunduz"),
        ("Удар по Донецкой области.", "Донецкой области", "donetsk-oblast"),
        ("Погибшие есть в Курской области.", "Курской области", "adm1-russia-kursk"),
        ("Это случилось в Чеченской Республике.", "Чеченской Республике", "chechnya"),
        ("Наступление в провинции Латакия.", "провинции Латакия", "sy-latakia"),
        ("Удары по Хомской провинции.", "Хомской провинции", "sy-homs"),
        ("Бои за Кандагарскую провинцию.", "Кандагарскую провинцию", "kandahar-province"),
        ("Они воюют в Гильменде.", "Гильменде", "helmand"),
        ("В Северном Дарфуре голод.", "Северном Дарфуре", "adm1-sudan-north-darfur"),
        ("У Запорізькій області тихо.", "Запорізькій області", "zaporizhzhia-oblast"),
        ("На Харківщині загинули люди.", "Харківщині", "kharkiv-oblast"),
        ("У провінції Ідліб тривають бої.", "провінції Ідліб", "sy-idlib"),
        ("معارك في محافظة صعدة", "محافظة صعدة", "adm1-yemen-saada"),
        ("قتلوا بمحافظة حلب", "بمحافظة حلب", "sy-aleppo"),
        ("في ولاية الجزيرة", "ولاية الجزيرة", "adm1-sudan-al-jazirah"),
        ("شمال دارفور", "شمال دارفور", "adm1-sudan-north-darfur"),
        ("إقليم تيغراي", "إقليم تيغراي", "tigray"),
        ("محافظة نينوى", "محافظة نينوى", "iq-nineveh"),
    ],
)
def test_a_region_is_found_in_other_letters(gazetteer: Gazetteer, text: str, words: str, place: str) -> None:
    assert places(gazetteer, text) == [(words, (place,))]


@pytest.mark.parametrize(
    ("text", "place"), [("Обстрелян Курск.", "town-kursk"), ("Взрывы в Харькове.", "town-kharkiv")]
)
def test_a_large_town_is_meant_before_its_region(gazetteer: Gazetteer, text: str, place: str) -> None:
    assert [ids for _, ids in places(gazetteer, text)] == [(place,)]


@pytest.mark.parametrize("text", ["Харьковский район", "Дельта реки", "Это Плато.", "Красное море", "قدم حجة قوية"])
def test_words_and_smaller_units_are_no_regions(gazetteer: Gazetteer, text: str) -> None:
    assert not places(gazetteer, text)


def test_names_are_of_one_script_and_every_name_that_needs_its_word_is_there() -> None:
    only = {n.strip() for n in WRITTEN["only"].split(";")}
    assert WRITTEN["checked"] is False
    assert {key(n) for n in only} <= {key(n) for n in EVERY}
    for name in EVERY:
        assert len({unicodedata.name(c).split()[0] for c in name if c.isalpha()}) == 1, name
