"""Claims for every kind that tests, with the sides left open: the fairness tests run over this table and the registry.

``{a}``, ``{b}`` and ``{c}`` are three sides; ``{a}`` and ``{b}`` are those that get relabelled. Each kind has one claim
at least, and each that has a process form one of that form.
"""

from dataclasses import dataclass, fields
from typing import Any

from inquest import registry

DAY = "2019-12-05"
"""The day after which every claim is read: the bundled Syrian record ends five days before it."""


@dataclass(frozen=True)
class Names:
    """What the three sides are called."""

    a: str
    b: str
    c: str

    def fill(self, claim: str) -> str:
        """The claim about these sides; a name that opens it gets a capital."""
        said = claim.format(**{f.name: getattr(self, f.name) for f in fields(self)})
        return said[0].upper() + said[1:]


PLAIN = Names("ISIS", "the SDF", "the Syrian government")
TURNED = Names("the SDF", "ISIS", "the Syrian government")
POLEMICAL = Names("Daesh", "the YPG/SDF", "the Assad regime")


CLAIMS: dict[str, tuple[str, ...]] = {
    "association": (
        "Fighting between {c} and {a} in Syria went hand in hand with fighting between {b} and {a}.",
        "{a} took ground thanks to {c}.",
        "{c} and {a} gave each other a secure rear in Syria.",
    ),
    "attribution": (
        "The decisive contribution to the defeat of {a} was made by {b}.",
        "It was {b} that defeated {a}.",
    ),
    "comparison": (
        "In 2016 more people were killed in fighting between {a} and {c} than in fighting between {a} and {b}.",
        "In 2018 fighting between {b} and {c} was deadlier than fighting between {a} and {c}.",
        "{a} killed more civilians than {b} in Syria in 2017.",
    ),
    "containment": (
        "{c} is incapable of containing {a} in the areas it holds.",
        "{b} pacified Raqqa after its capture.",
    ),
    "counterfactual": (
        "{b} could never have defeated {a} without {c}.",
    ),
    "engagement": (
        "{a} and {c} did not fight each other in Homs in 2017.",
        "{a} and {b} fought each other in Aleppo in 2016.",
        "{a} and {c} coexisted in Syria.",
    ),
    "episode": (
        "{a} captured Palmyra from {c} in December 2016.",
        "{a} lost Raqqa to {b} in 2017.",
    ),
    "exchange": (
        "{a} suffered heavy losses against {b} in 2017.",
        "{b} lost more fighters than it killed against {a} in 2016.",
    ),
    "level": (
        "More than 5,000 people were killed in fighting between {a} and {c} in 2017.",
        "Fewer than 100 people were killed in fighting between {b} and {c} in 2017.",
        "{a} killed more than 500 civilians in Syria in 2016.",
    ),
    "priority": (
        "Fighting {a} was a priority for {c} in 2017.",
        "Fighting {a} was never a priority for {c}.",
        "{b} concentrated on fighting {a} in 2017.",
    ),
    "sequence": (
        "{c} attacked {a} only after the fall of Raqqa.",
        "{b} turned its guns on {a} once Manbij had fallen.",
    ),
    "trend": (
        "Deaths in fighting between {a} and {c} fell by more than half between 2017 and 2018.",
        "Fighting between {a} and {b} has intensified in recent months.",
        "{a} is stepping up its attacks on {c} in Syria.",
    ),
}  # fmt: skip
"""Kind -> claims. A kind that tests and has no claim here fails; a claim of a kind that only explains is left alone."""


def kinds() -> tuple[str, ...]:
    """Registered kinds that give verdicts."""
    return tuple(k for k in registry.names("kinds") if not registry.load("kinds", k).refuses)


def cases() -> list[Any]:
    """(kind, claim) for each kind that tests."""
    return [(k, c) for k in kinds() for c in CLAIMS.get(k, ())]
