"""Words beside an amount that tell what it counts."""

from inquest.model.late import Late

MEASURES = Late(
    r"(?:day|week|month|year|hour|minute|night|mile|metre|meter|kilometre|kilometer|km|percent|dollar|degree)s?|o'clock|"
    r"[ap]\.?m\.?|decades?"
)
"""Nouns after which an amount counts neither people nor events."""
CLOCK = Late(r"\d{1,2}[.:]\d\d")
RATES = Late(r"(?:per|an?|each|every|to the) (day|week|month|year)|(daily|weekly|monthly)")
UNITS = {
    "attacks": Late(r"(?:attack|raid|ambush|assault|incursion|onslaught|incident)(?:s|es)?"),
    "strikes": Late(r"(?:air)?strikes?|bombardments?|bombings?|targets"),
    "rockets": Late(r"rockets?"),
    "shells": Late(r"shells?"),
    "missiles": Late(r"missiles?"),
    "sorties": Late(r"sorties?"),
    "clashes": Late(r"clash(?:es)?|skirmish(?:es)?|battles?"),
}
"""Unit -> the nouns that it covers."""
SHOTS = Late(r"rounds|mortars|bombs|drones|projectiles|salvos?|volleys|grenades|targets")
"""Other nouns of what is fired, dropped or hit."""
PLACES = Late(
    r"(?:village|town|citie|settlement|post|outpost|base|district|bridge|suburb|area|position|neighbourhood|quarter|"
    r"barangay|hamlet|barrack|checkpoint|camp|province|municipalit(?:y|ie)|governorate|region|hill|block|street)s"
)
LANDS = Late(r"territory|country|city|town|land|province|strip|island|streets?|coast|district|region|area")
"""What is taken, lost and held; and that of which a share is."""
LASTING = frozenset({"lasted", "lasts", "last", "took", "takes", "needed", "needs", "dragged", "continued", "endured"})
AFTER_TIME = frozenset(
    {
        *("siege", "war", "fighting", "occupation", "battle", "blockade", "encirclement", "rule", "control"),
        "resistance",
    }
)
"""Words after which, and of which, a length of time is what is said."""
DRIVEN = Late(
    r" (?:driven (?:out|from)|on the run|in (?:the )?(?:camps|exile|flight)|left homeless|forced (?:out|from)|fleeing|"
    r"fled|displaced|uprooted|refugees|crossed (?:the border|into)) "
)
"""Words of people who had to leave."""
PER_CENT = {"doubled": 100.0, "tripled": 200.0, "trebled": 200.0, "quadrupled": 300.0, "halved": 50.0}
"""Verbs of change and the change that they state."""
MORE, NEARLY = frozenset({"than", "over", "well"}), frozenset({"nearly", "almost", "roughly", "about", "virtually"})
HELD = Late(r"(?:abduct|kidnap|captur|captiv|prison|detain|arrest|hostage|freed|freeing)[a-z]{0,5}")
"""Words of people taken or freed."""
LIVING = frozenset(
    {
        *("crowded", "gathered", "guarded", "guarding", "interviewed", "deployed", "sent", "recruited", "stationed"),
        *("numbers", "number", "trained", "arrived", "returned", "visited", "saved", "stayed", "rescued", "evacuated"),
        *("hosted", "fields", "fielded", "sheltering", "employs", "marched", "trapped", "besieged"),
    }
)
"""Words for what happens to the living: those whom they are said of are counted as what they are."""
NUMBERED = frozenset(
    {
        *("post", "resolution", "article", "brigade", "battalion", "division", "route", "highway", "district"),
        *("number", "gate", "block", "zone", "sector", "chapter", "flight", "camp", "aged", "age", "page", "level"),
        "phase",
    }
)
"""After these a number is a name or an age."""
KNOWN = 20
"""Up to this many are known where somebody owns them."""
WITHIN = 4
"""Words after an amount among which is the noun that it counts."""
