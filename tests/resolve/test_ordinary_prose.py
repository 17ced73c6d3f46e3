"""Names that are words, and words that are names: ordinary English prose has no places in it."""

import pytest

from inquest.resolve.gazetteer import Gazetteer

PROSE = [
    "Roman took the morning train. In March the park was full; in May it rained, and nobody minded.",
    "Nice people said nice things. Reading is fun, she said. Mobile phones rang.",
    "Police arrived late. The Union voted. Man is a wolf to man. Of all the things he did, this was best.",
    "Orange juice, Cork boards, Split decisions and Perm waves were all the rage.",
    "Victoria said that Florence and Charlotte would come on Sunday.",
    "Jackson Pollock painted; Lincoln freed the slaves; Grant Shapps said no.",
    "Ali Hassan and Omar Khalil met Kerry. President Obama spoke to Senator McCain.",
    "Paris Hilton owns a dog. Dublin Core is a standard. Martin Luther King had a dream.",
    "Most of us like Spring. Independence Day is on 4 July. Sale ends today. Same again.",
    "Deal or no deal? Enterprise software costs money. Sterling fell, and Brent crude rose.",
    "Young people read less. Green parties win. Marks and Spencer. Hope is the thing. Justice must be done.",
    "Hamilton won the race, Newton discovered gravity, and Wilson kept a diary.",
    "General Salem spoke to Colonel Hamad. Dr Medina agreed. Judge Salazar did not.",
    "The SANA agency, the BIRD report and the SALT treaty are acronyms.",
    "READING BOOKS IS FUN AND MOBILE PHONES ARE NOT",
]


@pytest.mark.parametrize("text", PROSE)
def test_no_place_is_found_where_none_is_named(gazetteer: Gazetteer, text: str) -> None:
    assert [text[h.start : h.end] for h in gazetteer.find(text) if h.what == "place"] == []


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("Fighting in Mobile went on.", "Mobile", 2),
        ("The town of Split was shelled.", "Split", 344),
        ("Troops near Jackson withdrew.", "Jackson", 2),
        ("A bomb went off in Nice on Thursday.", "Nice", 220),
        ("They met in Victoria, Seychelles.", "Victoria", 591),
        ("Gunmen attacked Timbuktu.", "Timbuktu", 432),
        ("The rebels took Goma and Bukavu.", "Bukavu", 490),
        ("Shelling of Sukhumi continued.", "Sukhumi", 372),
        ("The Mosul Dam was retaken.", "Mosul", 645),
        ("Kunduz fell to the Taliban.", "Kunduz", 700),
        ("Mekelle was bombed.", "Mekelle", 530),
        ("El Fasher is under siege.", "El Fasher", 625),
        ("Sloviansk and Kramatorsk were hit.", "Kramatorsk", 369),
        ("Vukovar fell in November.", "Vukovar", 344),
    ],
)
def test_towns_of_the_world_are_found_where_the_words_name_them(
    gazetteer: Gazetteer, text: str, place: str, country: int
) -> None:
    found = {text[h.start : h.end]: h.ids for h in gazetteer.find(text) if h.what == "place"}
    assert country in [n for i in found[place] for n in gazetteer.places[i].countries]


def test_a_name_of_a_town_in_another_script(gazetteer: Gazetteer) -> None:
    for text, name in (("бои под Бахмутом", "Artemivsk"), ("معارك في حلب", "Aleppo"), ("біля Харків", "Kharkiv")):
        ids = [i for h in gazetteer.find(text) if h.what == "place" for i in h.ids]
        assert name in gazetteer.places[ids[0]].label


def test_english_text_reads_no_table_of_another_script() -> None:
    from inquest.resolve.table import World

    asked: list[str] = []

    def read(name: str) -> bytes:
        asked.append(name)
        return b""

    world = World(read)
    assert world.group("homs") == {}
    assert asked == ["latin"]
    assert world.get("حلب") is None
    assert asked == ["latin", "arabic"]
