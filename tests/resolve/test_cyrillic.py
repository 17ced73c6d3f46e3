"""Names in Cyrillic are found in every case form, and small words are not taken for them."""

import pytest

from inquest.resolve.cyrillic import stem
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.text import fold

FORMS = {
    "дамаск": "Дамаск Дамаска Дамаску Дамаском Дамаске",
    "сири": "Сирия Сирии Сирию Сирией",
    "хам": "Хама Хамы Хаме Хаму Хамой",
    "сирииск": "сирийский сирийского сирийская сирийской сирийские сирийскими сирийских",
    "киев": "Киев Киева Києва Киеву Києві Киевом",
    "воиск": "войска войск войсками войскам",
}


@pytest.mark.parametrize("expected", FORMS)
def test_every_form_has_one_stem(expected: str) -> None:
    assert {stem(fold(w)) for w in FORMS[expected].split()} == {expected}


@pytest.mark.parametrize(
    ("text", "words", "ident"),
    [
        ("Удар нанесли по позициям ИГИЛа.", "ИГИЛа", "islamic-state"),
        ("Бои с боевиками «Исламского государства» идут неделю.", "Исламского государства", "islamic-state"),
        ("Город взят сирийской армией.", "сирийской армией", "government-of-syria"),
        ("Войсками режима Асада убиты десятки человек.", "Войсками режима Асада", "government-of-syria"),
        ("Это сообщили вооруженным силам Украины.", "вооруженным силам Украины", "government-of-ukraine"),
        ("Обстрел вели сирийские повстанцы.", "сирийские повстанцы", "syrian-rebels"),
        ("Погибли мирные жители.", "мирные жители", "civilians"),
        ("Среди мирных жителей есть жертвы.", "мирных жителей", "civilians"),
        ("Бойовики ІДІЛ відступили.", "ІДІЛ", "islamic-state"),
        ("Місто захопила російська армія.", "російська армія", "government-of-russia"),
        ("Це заявили у Збройних силах України.", "Збройних силах України", "government-of-ukraine"),
        ("Удар нанесла арабская коалиция.", "арабская коалиция", "saudi-led-coalition"),
        ("Огонь открыла Армия обороны Израиля.", "Армия обороны Израиля", "ucdp-121"),
        ("Бои с тамильскими тиграми шли годами.", "тамильскими тиграми", "ucdp-320"),
        ("Удар по талібах.", "талібах", "taliban taliban-in-power"),
        ("انسحب الجيش السوري الحر من المدينة", "الجيش السوري الحر", "syrian-rebels"),
        ("قصف الجيش السوداني السوق", "الجيش السوداني", "ucdp-112"),
        ("قصف التحالف العربي السوق", "التحالف العربي", "saudi-led-coalition"),
        ("Американской авиацией нанесены удары.", "Американской авиацией", "government-of-united-states"),
    ],
)
def test_an_actor_is_found_in_any_case(text: str, words: str, ident: str) -> None:
    hits = [(text[h.start : h.end], h.ids) for h in load_gazetteer().find(text) if h.what == "actor"]
    assert (words, tuple(ident.split())) in hits


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("Бої у Ракці тривають.", "raqqa"),
        ("Бої у Горлівці тривають.", "town-horlivka"),
        ("Обстрел в Эль-Фашере.", "town-el-fasher"),
        ("قتل الناس في الفاشر", "town-el-fasher"),
        ("معارك في تعز", "town-taizz"),
        ("معارك في عدن", "town-aden"),
        ("В Сребренице нашли могилы.", "town-srebrenica"),
        ("Бої у Сараєві скінчились.", "town-sarajevo"),
        ("Бои идут в Дейр-эз-Зоре.", "deir-ez-zor"),
        ("Под Пальмирой тихо.", "town-tadmur"),
        ("Он в Сирии.", "syria"),
    ],
)
def test_a_place_is_found_in_any_case(text: str, ident: str) -> None:
    assert ident in {i for h in load_gazetteer().find(text) if h.what == "place" for i in h.ids}


@pytest.mark.parametrize("text", ["Заявил генерал Иванов.", "Сказал полковник Хасан.", "По словам майора Сергеева."])
def test_a_surname_behind_a_rank_is_no_town(text: str) -> None:
    assert not [h for h in load_gazetteer().find(text) if h.what == "place"]


@pytest.mark.parametrize("text", ["Мало кто это знает.", "Иго длилось долго.", "игры кончились", "Это мы уже видели."])
def test_common_words_are_no_names(text: str) -> None:
    assert not load_gazetteer().find(text)
