"""Episode: who took, held or lost a place, and for how long ("seized", "held territory")?

Recognised and explained in this version, with the data that would make it testable.
"""

from inquest.kinds._refusing import Lack, Refusing

LACKS = {
    "control": Lack(
        "not recorded",
        "Deadly events show where people were killed, not who controlled a place.",
        "a file of territorial control by place and date (for example daily control maps): inquest data add FILE",
    ),
    "capability": Lack(
        "not recorded",
        "Deadly events do not show what forces could have done, only what was recorded.",
        "an order of battle or deployment file coded by date and place: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""

KIND = Refusing(
    name="episode",
    title="Taking, holding or losing a place; needs a record of control",
    lacks=LACKS,
    usual="control",
)
