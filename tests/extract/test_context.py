"""Who acts where the words leave it to the context: each way, and that what isn't plain stays open."""

import pytest

from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Claim, Extraction
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.ground import ground


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(open_document(text), load_gazetteer())


def sides(text: str, claim: int = -1) -> tuple[list[str], list[str]]:
    """Labels of the actors and targets of one claim."""
    document = open_document(text)
    found = EXTRACTOR.extract(document, load_gazetteer()).claims[claim]
    grounding = ground(found.model_copy(update={"periods": (), "baselines": ()}), document, load_gazetteer())
    actors, targets = (
        [g.candidates[0].label if g.candidates else g.mention.text for g in side]
        for side in (grounding.actors, grounding.targets)
    )
    return actors, targets


def last(text: str) -> Claim:
    return read(text).claims[-1]


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        pytest.param(
            "The Taliban attacked Afghan forces in Kunduz. About 40 soldiers were killed.",
            ["Taliban"], ["Government of Afghanistan"], id="the other side of the fight before",
        ),
        pytest.param(
            "Sixty Taliban fighters were killed when the Afghan army stormed their camp in Helmand.",
            ["Government of Afghanistan"], ["Taliban"], id="the only other side in the sentence",
        ),
        pytest.param(
            "Boko Haram attacked the Nigerian army near Maiduguri. The assault was repelled.",
            ["Government of Nigeria"], ["Boko Haram"], id="who repels is not who attacked",
        ),
        pytest.param(
            "The Nigerian army attacked Boko Haram near Maiduguri. Dozens of militants were killed by the strikes.",
            ["Government of Nigeria"], ["Boko Haram"], id="the attacker of the sentence before",
        ),
        pytest.param(
            "With help from the Russian air force, Syrian government troops drove Islamic State from Palmyra.",
            ["Government of Syria", "Government of Russia"], ["Islamic State"], id="who acts along",
        ),
        pytest.param(
            "The army fought the Revolutionary United Front (RUF) in Kailahun. The RUF killed 40 soldiers in Bo.",
            ["RUF"], ["Government of Sierra Leone"], id="a short name given in brackets",
        ),
        pytest.param(
            "Boko Haram fought the Nigerian army. The latter killed 50 civilians in Borno.",
            ["Government of Nigeria"], ["civilians"], id="the latter",
        ),
        pytest.param(
            "The Rapid Support Forces entered Nyala. Its fighters killed 30 civilians there.",
            ["Rapid Support Forces (Sudan)"], ["civilians"], id="whose fighters",
        ),
        pytest.param(
            "Then came the shelling of the positions of the rebels in Homs.", [], ["Syrian rebels"],
            id="nobody was spoken of before",
        ),
        pytest.param(
            "Assad chose war. Then came the shelling of the positions of the rebels in Homs.",
            ["Government of Syria"], ["Syrian rebels"], id="the side spoken of before an opening without a subject",
        ),
        pytest.param(
            "At least 60 villagers were killed in Borno in 2014.", [], ["civilians"], id="villagers are civilians",
        ),
        pytest.param(
            "About 40 soldiers were killed in Kunduz.", [], ["Government of Afghanistan"], id="no fight was told",
        ),
        pytest.param(
            "Hamas's armed wing, the Ninth Hill Brigades, claimed to have killed ten Israeli soldiers.",
            ["Hamas"], ["Government of Israel"], id="an unknown name in apposition, and who claims a deed",
        ),
        pytest.param(
            "The FARC attacked the army in Cauca, which the army met with fire that killed 12 guerrillas.",
            ["Government of Colombia"], ["FARC"], id="whose fire it was",
        ),
    ],
)  # fmt: skip
def test_sides(text: str, actors: list[str], targets: list[str]) -> None:
    assert sides(text) == (actors, targets)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The Taliban attacked the army in Kunduz. About 40 soldiers were killed.",
            "taken from the fight before, sent",
        ),
        ("Boko Haram fought the army. The latter killed 50 civilians in Borno.", '"The latter" -> '),
        ("Assad chose war. Then came the shelling of the rebels in Homs.", "the side that the sentence before speaks"),
    ],
)
def test_what_was_inferred_says_how(text: str, said: str) -> None:
    claim = last(text)
    assert all((m.via or "").startswith(said) for m in claim.actors)
    assert claim.actors


def test_an_older_fight_elsewhere_says_nothing() -> None:
    found = last(
        "The army bombed the ELN in Choco. The talks went on in Havana. Nobody spoke of it. "
        "It rained for days. The harvest was lost. Twelve militants were killed in Kunduz."
    )
    assert not found.actors


def test_whose_an_intention_is() -> None:
    said = next(s for s in read("The army wants to crush Boko Haram.").statements if s.not_checkable == "intention")
    assert [m.text for m in said.actors] == ["army"]
    assert [m.text for m in said.targets] == ["Boko Haram"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(
            "Twelve soldiers died in an ambush, police said. Three rebels were killed in the clash.",
            ["police", "police"], id="a sentence that leans on the account before",
        ),
        pytest.param(
            "The army killed 30 men, the command said, a blow to the FDLR, whose men attacked the police in Bunia.",
            ["command", "author"], id="the writer's own relative clause",
        ),
        pytest.param(
            "Amnesty International counted the dead. The army killed 30 civilians, according to the organisation.",
            ["Amnesty International"], id="the organisation named before",
        ),
        pytest.param(
            "The rebels are reported to have killed 30 soldiers in Goma.", ["author"], id="reported to have",
        ),
    ],
)  # fmt: skip
def test_who_says_it(text: str, speakers: list[str]) -> None:
    assert [c.speaker for c in read(text).claims] == speakers


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Retaking the town, where Roman ruins stand, cost the lives of 180 soldiers.", "Roman"),
        ("Among the 28 terrorists killed was a commander known as Abu Nimr.", "Abu Nimr"),
        ("Nine people were killed by insurgents in W National Park in Benin.", "Park"),
        ("The Mission recorded 1,271 civilian deaths in Kunduz.", "Mission"),
    ],
)
def test_what_is_no_party(text: str, never: str) -> None:
    assert all(never not in m.text for c in read(text).claims for m in c.actors)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "targets"),
    [
        (
            "Hardly 50 people died when the Sudanese army and the RSF fought in Nyala in 2023.",
            "level", ["Sudanese army"], ["RSF"],
        ),
        (
            "As Boko Haram and the Nigerian army clashed in Borno in 2014, more than 200 people were killed.",
            "level", ["Boko Haram"], ["Nigerian army"],
        ),
        ("Over 200 people were killed in Borno when Boko Haram and the Nigerian army did not fight.", "level", [], []),
        ("Over 20 civilians were killed when Boko Haram and the Nigerian army clashed.", "level", [], ["civilians"]),
    ],
)  # fmt: skip
def test_deaths_take_the_two_sides_of_the_fighting_in_the_clause_beside(
    text: str, kind: str, actors: list[str], targets: list[str]
) -> None:
    (claim,) = [c for c in read(text).claims if c.kind == kind]
    assert [m.text for m in claim.actors] == actors
    assert [m.text for m in claim.targets] == targets
    taken = [m.via for m in claim.actors]
    assert taken == ["a side of the fighting in the clause beside: " + a for a in actors]
    assert (claim.slots["violence"] == "fighting") == bool(actors)


@pytest.mark.parametrize(
    ("text", "places", "versus"),
    [
        ("Mali was a far more violent country in 2018 than in 2016.", ["Mali"], []),
        ("Niger was calmer than Mali in 2017.", ["Niger"], ["Mali"]),
        ("Ethiopia saw more than 10,000 deaths in 2021.", ["Ethiopia"], []),
    ],
)
def test_a_country_in_which_it_was_so_is_a_place(text: str, places: list[str], versus: list[str]) -> None:
    claim = last(text)
    assert [m.text for m in claim.places] == places
    assert [m.text for m in claim.versus_places] == versus
    assert not claim.actors
    assert claim.unconfirmed is None


@pytest.mark.parametrize(
    "text",
    [
        "Turkey saw off fighters of the PKK in clashes and shelled Sinjar in 2018.",
        "Turkey was shelling Sinjar in 2018.",
    ],
)
def test_a_country_that_does_something_stays_a_side(text: str) -> None:
    assert [m.text for m in last(text).actors] == ["Turkey"]


def test_a_fight_that_lost_its_second_side_waits() -> None:
    claim = last("More than 500 people were killed in fighting between Iran's proxies and ISIS in Iraq in 2017.")
    assert claim.unconfirmed is not None
    assert "“ISIS” in it was not understood" in claim.unconfirmed
