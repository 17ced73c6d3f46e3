"""Names of groups, peoples and ranks: whom they mean, and where they stay open."""

from collections.abc import Callable

import pytest

from inquest.model.claim import Mention
from inquest.model.grounding import Grounding
from inquest.resolve.actors import candidates
from inquest.resolve.gazetteer import Gazetteer

Ground = Callable[..., Grounding]


def meant(gazetteer: Gazetteer, words: str, country: int | None = None, field: str = "actors") -> list[str]:
    where = {} if country is None else {country: 1.0}
    mention = Mention(text=words, start=0, end=len(words))
    return [c.id for c in candidates(mention, gazetteer, where, {}, {}, field=field).candidates]


@pytest.mark.parametrize("actor", ["539", "6716", "1157", "1161", "6648", "6267"])
def test_a_set_of_groups_leaves_each_its_own_name(gazetteer: Gazetteer, actor: str) -> None:
    name = gazetteer.packed["actors"][actor].split("\t")[0]
    assert meant(gazetteer, name) == [f"ucdp-{actor}"]
    assert "jihadist" not in gazetteer.entries.label(f"ucdp-{actor}")
    assert meant(gazetteer, "jihadist groups in the Sahel") == ["jihadist-groups-of-the-sahel"]


def test_no_group_is_swallowed_by_another(gazetteer: Gazetteer) -> None:
    """The bloc that stands for an actor of the source has it in its core and is no set made for a label."""
    for actor, bloc in gazetteer.packed["known"].items():
        assert int(actor) in gazetteer.packed["blocs"][bloc]["core"]["ids"]
        assert bloc != "jihadist-groups-of-the-sahel"


@pytest.mark.parametrize(
    ("words", "country", "bloc"),
    [
        ("Jund al-Aqsa", None, "ucdp-6037"),
        ("Bosnian Croat artillery", None, "ucdp-350"),
        ("Bosnian Serb gunners", None, "ucdp-339"),
        ("VRS", None, "ucdp-339"),
        ("Croatian Serb forces", None, "ucdp-340"),
        ("Serb forces", 346, "ucdp-339"),
        ("Serb forces", 344, "ucdp-340"),
        ("Serb forces", 345, "ucdp-49"),
        ("Iraqi Kurds", None, "peshmerga"),
        ("Burmese troops", None, "ucdp-144"),
        ("the policemen", 560, "ucdp-102"),
        ("one serviceman", 365, "government-of-russia"),
        ("eleven gendarmes", 615, "ucdp-109"),
        ("14 soldiers", 365, "government-of-russia"),
        ("Hutus", 517, "ucdp-915"),
        ("UPDF", None, "ucdp-90"),
        ("the FARDC", None, "ucdp-89"),
        ("AMISOM troops", None, "amisom"),
        ("NATO", None, "nato"),
        ("police", 615, "ucdp-109"),
        ("the Maoists", 790, "ucdp-258"),
        ("the Maoists", 750, "ucdp-195"),
        ("Palestinian gunmen", None, "palestinian-armed-groups"),
        ("anti-balaka militias", None, "anti-balaka"),
        ("Mai-Mai Bakata Katanga", None, "ucdp-3967"),
        ("IS-K", None, "islamic-state-khorasan"),
        ("ISWAP fighters", None, "islamic-state-west-africa-province"),
        ("the IRA", None, "ucdp-282"),
        ("the GNA", None, "ucdp-111"),
    ],
)
def test_names_mean_one_side(gazetteer: Gazetteer, words: str, country: int | None, bloc: str) -> None:
    assert meant(gazetteer, words, country) == [bloc]


@pytest.mark.parametrize("words", ["Kosovo Serbs", "Kosovo Serb police", "Iranian Kurds", "Ukrainian Russians"])
def test_a_people_within_a_country_is_no_government(gazetteer: Gazetteer, words: str) -> None:
    assert meant(gazetteer, words) == []


def test_a_country_named_before_a_people_is_a_place(grounded: Ground, gazetteer: Gazetteer) -> None:
    hits = [h for h in gazetteer.find("In Iraq Iranian forces fought on.") if h.what == "actor"]
    assert [h.ids for h in hits] == [("government-of-iraq",), ("government-of-iran",)]


def test_a_peoples_name_is_its_state_or_its_civilians(grounded: Ground) -> None:
    sentence = "The Russians shelled the town and the Ukrainians fled."
    found = grounded(sentence, actors=["The Russians"], targets=["the Ukrainians"])
    assert [c.id for c in found.actors[0].candidates] == ["government-of-russia", "civilians"]
    assert [q.id for q in found.questions] == ["actor:ukrainians"]


def test_soldiers_of_no_country_stay_open(grounded: Ground) -> None:
    found = grounded("They killed 14 soldiers.", targets=["14 soldiers"])
    assert found.targets[0].candidates == ()
    assert [q.id for q in found.questions] == ["actor:14-soldiers"]
    assert found.notes == ("“14 soldiers” names no country, and the text doesn't say which is meant",)
    answers = {"actor:14-soldiers": "government-of-iran"}
    found = grounded("They killed 14 soldiers.", targets=["14 soldiers"], answers=answers)
    assert [c.id for c in found.targets[0].candidates] == ["government-of-iran"]


def test_soldiers_take_the_country_of_the_place(grounded: Ground) -> None:
    found = grounded("In Chechnya 14 soldiers were killed.", targets=["14 soldiers"])
    assert [c.id for c in found.targets[0].candidates] == ["government-of-russia"]


@pytest.mark.parametrize(
    ("sentence", "words", "bloc"),
    [
        ("The Revolutionary United Front took Bo. The Front burned it.", "The Front", ["ucdp-532"]),
        ("The Tamil Tigers left. The Tigers came back.", "The Tigers", ["ucdp-320"]),
        ("The Macina Liberation Front met the Islamic Salvation Army. The Party left.", "The Party", []),
        ("The Revolutionary United Front met the Nusra Front. The Front left.", "The Front", []),
    ],
)
def test_short_names_mean_the_one_named_before(grounded: Ground, sentence: str, words: str, bloc: list[str]) -> None:
    assert [c.id for c in grounded(sentence, actors=[words]).actors[0].candidates] == bloc


def test_a_far_namesake_of_a_small_town_is_not_meant(grounded: Ground) -> None:
    sentence = "In Mozambique, in Cabo Delgado and near Pemba, the war went on; in Palma soldiers were killed."
    found = grounded(sentence, places=["Palma"], targets=["soldiers"])
    assert found.places[0].candidates == ()
    assert found.targets[0].candidates[0].label == "Government of Mozambique"
    home = grounded("In Spain, near Madrid, Mozambique was spoken of. In Palma people met.", places=["Palma"])
    assert home.places[0].candidates != ()
