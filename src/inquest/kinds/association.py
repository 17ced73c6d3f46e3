"""Association: did one thing help, cover for or go in step with another ("thanks to", "cover for")?

Recognised and explained in this version, with the data that would make it testable.
"""

from inquest.kinds._refusing import Lack, Refusing

LACKS = {
    "causal": Lack(
        "not identified",
        "The record shows when two things happened near each other, not that one helped the other.",
        "a second event series on the supposed cause (strikes, supplies, agreements), coded by date and "
        "place, with what each rival account predicts: inquest data add FILE",
    ),
    "air_strikes": Lack(
        "source not loaded",
        "The record folds air strikes into the events of the side on the ground, so their effect can't be told apart.",
        "a strike log coded by date and place (for example the coalition's strike releases, or Airwars): "
        "inquest data add FILE",
    ),
    "intent": Lack(
        "not recorded",
        "What a side intended, or did for another's sake, is not in a list of deadly events.",
        "orders, agreements or testimony coded by date and actor: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""

KIND = Refusing(
    name="association",
    title="Whether one side's acts moved with another's; needs a second, independent series",
    lacks=LACKS,
    usual="causal",
)
