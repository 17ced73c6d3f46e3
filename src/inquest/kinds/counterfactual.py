"""Counterfactual: what would not have happened but for something ("could not have without")?

Recognised and explained in this version, with the data that would make it testable.
"""

from inquest.kinds._refusing import Lack, Refusing

LACKS = {
    "causal": Lack(
        "not identified",
        "The record holds what happened; what would have happened otherwise is not in it.",
        "a comparison case, or a file that codes each participant's own operations so that bounds can be "
        "drawn: inquest data add FILE",
    ),
    "air_strikes": Lack(
        "not identified",
        "The record folds air strikes into the events of the side on the ground, so what remains without them"
        " can't be told.",
        "a strike log coded by date and place: inquest data add FILE",
    ),
    "capability": Lack(
        "not identified",
        "The record holds what happened, not what a side was able to do alone.",
        "an order of battle or deployment file coded by date and place: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""

KIND = Refusing(
    name="counterfactual",
    title="What would have happened without someone; needs effects that add up",
    lacks=LACKS,
    usual="causal",
)
