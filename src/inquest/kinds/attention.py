"""Attention: was something noticed or ignored ("went unnoticed")?

Recognised and explained in this version, with the data that would make it testable.
"""

from inquest.kinds._refusing import Lack, Refusing

LACKS = {
    "media": Lack(
        "source not loaded",
        "The record lists events, not how widely they were reported or read.",
        "a media file with articles by date and topic (for example GDELT's article lists or a newspaper "
        "archive): inquest data add FILE",
    ),
    "declared": Lack(
        "not recorded",
        "What was declared or said in public is not in a list of deadly events.",
        "a file of statements coded by date and speaker: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""

KIND = Refusing(
    name="attention",
    title="Coverage of a matter against the events themselves; needs a media source",
    lacks=LACKS,
    usual="media",
)
