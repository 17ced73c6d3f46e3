import datetime as dt
from collections.abc import Callable

import pytest

from inquest.errors import UsageError
from inquest.model.grounding import Grounding
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.ground import check_answers

Ground = Callable[..., Grounding]


def best(items: object) -> list[str]:
    return [g.candidates[0].id for g in items]  # type: ignore[attr-defined]  # a tuple of Grounded


@pytest.mark.parametrize(
    ("sentence", "label", "bloc"),
    [
        ("In Syria the regime fought on.", "the regime", "government-of-syria"),
        ("In Syria the government fought on.", "the government", "government-of-syria"),
        ("In Syria the army fought on.", "the army", "government-of-syria"),
        ("In Iraq the regime fought on.", "the regime", "government-of-iraq"),
        ("In Iraq the army fought on.", "the army", "government-of-iraq"),
        ("The regime fought the SDF.", "The regime", "government-of-syria"),
        ("In Syria rebels fought on.", "rebels", "syrian-rebels"),
        ("In Nigeria the army fought Boko Haram.", "the army", "ucdp-84"),
        ("Near Donetsk separatists fought on.", "separatists", "donbas-republics"),
        ("In Raqqa the Kurds fought on.", "the Kurds", "sdf"),
        ("In Sinjar Kurdish forces fought on.", "Kurdish forces", "peshmerga"),
        ("The coalition bombed Houthi positions in Yemen.", "The coalition", "saudi-led-coalition"),
        ("He called them terrorists of Jund al-Aqsa.", "terrorists of Jund al-Aqsa", "ucdp-6037"),
        ("The government army in Iraq fought on.", "The government army in Iraq", "government-of-iraq"),
    ],
)
def test_labels_follow_the_countries_of_the_text(grounded: Ground, sentence: str, label: str, bloc: str) -> None:
    assert best(grounded(sentence, actors=[label]).actors) == [bloc]


def test_an_unsettled_label_becomes_a_question(grounded: Ground) -> None:
    found = grounded("Government forces fought IS.", actors=["Government forces"], targets=["IS"])
    assert [q.id for q in found.questions] == ["actor:government-forces"]
    assert {c.id for c in found.actors[0].candidates} == {"government-of-syria", "government-of-iraq"}
    assert sum(c.weight for c in found.actors[0].candidates) == pytest.approx(1)
    assert all(c.reason for c in found.actors[0].candidates)


@pytest.mark.parametrize("label", ["militants", "terrorists"])
def test_a_label_that_fits_two_groups_is_asked_though_the_text_names_one(grounded: Ground, label: str) -> None:
    text = f"Islamic State attacked Palmyra in Syria. In Aleppo hundreds of {label} were killed."
    found = grounded(text, targets=[label])
    assert [q.id for q in found.questions] == [f"actor:{label}"]
    assert {c.id for c in found.targets[0].candidates} >= {"islamic-state", "syrian-rebels"}


def test_an_answer_settles_it(grounded: Ground) -> None:
    answers = {"actor:government-forces": "government-of-iraq"}
    found = grounded("Government forces fought IS.", answers=answers, actors=["Government forces"])
    assert [(c.id, c.weight) for c in found.actors[0].candidates] == [("government-of-iraq", 1.0)]
    assert found.questions[0].answer == "government-of-iraq"
    check_answers([found], answers)


def test_a_wrong_answer_lists_the_choices(grounded: Ground) -> None:
    with pytest.raises(UsageError, match=r"has no option 'sdf'.*government-of-iraq"):
        grounded(
            "Government forces fought IS.", answers={"actor:government-forces": "sdf"}, actors=["Government forces"]
        )
    found = grounded("Government forces fought IS.", actors=["Government forces"])
    with pytest.raises(UsageError, match=r"raises the question 'actor:x'.*Choices: actor:government-forces"):
        check_answers([found], {"actor:x": "sdf"})


def test_unknown_names_show_the_nearest(grounded: Ground) -> None:
    found = grounded("Hezbolah fought in Musol.", actors=["Hezbolah"], places=["Musol"])
    assert "Hezbollah" in found.actors[0].unknown
    assert "Mosul" in found.places[0].unknown
    assert len(found.notes) == 2


def test_generic_nouns_are_no_misspelt_names(grounded: Ground) -> None:
    found = grounded("Their opponents attack cities.", actors=["Their opponents"], places=["cities"])
    assert not found.actors[0].unknown
    assert not found.places[0].unknown


def test_one_name_of_several_places_is_a_question(grounded: Ground) -> None:
    assert [q.id for q in grounded("Fighting in Tripoli.", places=["Tripoli"]).questions] == ["place:tripoli"]
    settled = grounded("In Libya there was fighting in Tripoli.", places=["Tripoli"])
    assert (
        settled.places[0].candidates[0].id
        != grounded("In Lebanon there was fighting in Tripoli.", places=["Tripoli"]).places[0].candidates[0].id
    )


WHO = [
    ("In Yemen the Houthis fought.", "the Houthis", 2012, ["houthis"]),
    ("In Yemen the Houthis fought.", "the Houthis", 2018, ["houthi-movement"]),
    ("In Yemen the Houthis fought.", "the Houthis", None, ["houthi-movement", "houthis"]),
    ("In Yemen Abdul-Malik al-Houthi's men fought.", "Abdul-Malik al-Houthi's men", 2010, ["houthis"]),
    ("In Yemen Abdul-Malik al-Houthi's men fought.", "Abdul-Malik al-Houthi's men", 2018, ["houthi-movement"]),
    ("In Afghanistan the Taliban attacked.", "the Taliban", 1995, ["taliban"]),
    ("In Afghanistan the Taliban attacked.", "the Taliban", 1998, ["taliban-in-power"]),
    ("In Afghanistan the Taliban attacked.", "the Taliban", 2010, ["taliban"]),
    ("In Afghanistan the Taliban attacked.", "the Taliban", 2021, ["taliban", "taliban-in-power"]),
    ("In Afghanistan the Taliban attacked.", "the Taliban", 2023, ["taliban-in-power"]),
    ("In Afghanistan the Haqqani network attacked.", "the Haqqani network", 2012, ["taliban"]),
    ("Mullah Omar's men attacked in Afghanistan.", "Mullah Omar's men", 1999, ["taliban-in-power"]),
    ("The RPF attacked in Rwanda.", "RPF", 1992, ["ucdp-527"]),
    ("The RPF attacked in Rwanda.", "RPF", 1996, ["ucdp-527", "ucdp-94"]),
    ("The Rwandan Patriotic Army attacked in Rwanda.", "Rwandan Patriotic Army", 1996, ["ucdp-94"]),
    ("Kagame's troops attacked in Rwanda.", "Kagame's troops", 1991, ["ucdp-527"]),
    ("The SPLA attacked in South Sudan.", "SPLA", 1999, ["ucdp-466"]),
    ("The SPLA attacked in South Sudan.", "SPLA", 2014, ["ucdp-113"]),
    ("The FRCI attacked in Ivory Coast.", "FRCI", 2013, ["ucdp-76"]),
    ("The IAF struck in Kashmir, India.", "IAF", 2019, ["ucdp-141"]),
    ("The IAF struck in Gaza.", "IAF", 2014, ["ucdp-121"]),
    ("Karzai's forces fled in Afghanistan.", "Karzai's forces", 2008, ["ucdp-130"]),
    ("Karzai's forces fled in Afghanistan.", "Karzai's forces", 2023, []),
    ("In Manipur, India, the PLA attacked.", "PLA", 2005, ["ucdp-314"]),
    ("SLA soldiers attacked in Lebanon.", "SLA soldiers", 1997, ["south-lebanon-army"]),
    ("The SLA attacked in Darfur in Sudan.", "SLA", 2005, ["ucdp-469"]),
    ("The RSF took El Fasher.", "RSF", 2024, ["rapid-support-forces"]),
    ("Wagner fighters took Bakhmut.", "Wagner fighters", 2023, ["wagner-group"]),
    ("Boko Haram attacked.", "Boko Haram", None, ["boko-haram"]),
    ("The KLA attacked in Kosovo.", "KLA", 1999, ["ucdp-357"]),
    ("Shining Path attacked.", "Shining Path", None, ["ucdp-750"]),
    ("Tamil Tigers attacked.", "Tamil Tigers", None, ["ucdp-320"]),
    ("Kyiv's forces held.", "Kyiv's forces", None, ["government-of-ukraine"]),
    ("Sudan's army struck.", "Sudan's army", None, ["ucdp-112"]),
    ("Colombian government forces struck.", "Colombian government forces", None, ["ucdp-17"]),
    ("Julani's men attacked in Syria.", "Julani's men", 2018, ["hts"]),
    ("al-Sharaa's forces attacked in Syria.", "al-Sharaa's forces", 2025, ["government-of-syria"]),
    ("Бойцы ЧВК Вагнера атаковали.", "ЧВК Вагнера", 2023, ["wagner-group"]),
    ("حماس", "حماس", 2023, ["ucdp-209"]),
]


def test_rebels_in_yemen_may_be_the_houthis_in_power(grounded: Ground) -> None:
    found = grounded("Rebels attacked in Yemen.", date=dt.date(2018, 6, 1), actors=["Rebels"]).actors[0]
    assert {"houthis", "houthi-movement"} <= {c.id for c in found.candidates}


@pytest.mark.parametrize(("sentence", "name", "year", "blocs"), WHO)
def test_names_of_the_worlds_wars_by_country_and_year(
    grounded: Ground, sentence: str, name: str, year: int | None, blocs: list[str]
) -> None:
    found = grounded(sentence, date=dt.date(year, 6, 1) if year else None, actors=[name]).actors[0]
    kept = [c.id for c in found.candidates]
    assert (kept if len(blocs) != 1 else kept[:1]) == blocs
    assert all(c.reason for c in found.candidates)


@pytest.mark.parametrize("text", ["Richard Wagner wrote operas.", "Wagner Moura acts.", "He read Alice Saleh's book."])
def test_a_persons_name_is_no_group(gazetteer: Gazetteer, text: str) -> None:
    assert not [h for h in gazetteer.find(text) if h.what == "actor"]


def test_the_smallest_place_named_is_meant(grounded: Ground) -> None:
    assert best(grounded("Fighting in Tikrit in Iraq.", places=["Tikrit in Iraq"]).places) == ["town-tikrit"]


def test_times_need_a_date_or_say_so(grounded: Ground) -> None:
    bare = grounded("Yesterday IS attacked.", periods=["Yesterday"])
    assert not bare.windows
    assert bare.notes[-1].startswith("date not known")
    dated = grounded("Yesterday IS attacked.", date=dt.date(2018, 3, 2), periods=["Yesterday"])
    assert [w.start for w in dated.windows] == [dt.date(2018, 3, 1)]
    assert not grounded("IS attacked.").windows


def test_style_moves_no_weight(grounded: Ground) -> None:
    plain = grounded("The Syrian government fought Islamic State.", actors=["The Syrian government"])
    loaded = grounded("The Assadist gangs fought Islamic State.", actors=["The Assadist gangs"])
    assert best(plain.actors) == best(loaded.actors)


def test_context_holds_the_names(gazetteer: Gazetteer) -> None:
    from inquest.model.record import RecordInfo

    context = gazetteer.context(RecordInfo(identity="x", manifests=()), {"a": 1})
    assert context.blocs["sdf"].label == "Syrian Democratic Forces"
    assert context.defaults == {"a": 1}


def test_a_time_named_twice_is_one_window(grounded: Ground) -> None:
    """Equal windows would be the same reading twice, and no grid holds one combination twice."""
    twice = grounded("More people were killed in Mosul in 2017 than in Raqqa in 2017.", periods=["in 2017"] * 2)
    assert [(w.start.year, w.end.year) for w in twice.windows] == [(2017, 2017)]
