"""When a battle was fought that a claim is told by ("the struggle for Palmyra"): from the milestones of its place."""

import datetime as dt

from inquest.model.grounding import Window
from inquest.model.names import Milestone
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.milestones import was_at

LONGEST = 400
"""Days from an offensive's beginning to the capture that ended it, at most."""
SPANS = (31, 92)
"""Days up to a capture that a battle is read to have taken where no milestone begins it: two fair readings."""
LATE = 3
"""Days by which a text may be dated before the capture that it reports."""


def windows(text: str, gazetteer: Gazetteer, day: dt.date | None) -> tuple[Window, ...]:
    """The days of the last battle for a place, as far as milestones date its end; empty where they don't.

    Parameters
    ----------
    text : the words of the event, with the place in them.
    day : when the text was published; a later capture is not meant.
    """
    places = {i for f in gazetteer.names(text) if f.what == "place" for i in f.ids}
    every = [gazetteer.milestones[i] for i in gazetteer.milestones]
    here = [m for m in every if was_at(m, places, gazetteer)]
    ends = [m for m in here if m.what == "capture" and (day is None or m.earliest <= day + dt.timedelta(days=LATE))]
    if not ends:
        return ()
    end = max(ends, key=lambda m: (m.latest, m.id))
    last = end.latest if day is None else min(end.latest, max(day, end.earliest))
    begun = _beginning(here, end)
    if begun is not None:
        reason = f"from “{begun.label}” to “{end.label}”"
        return (Window(start=begun.earliest, end=last, label=text, reason=reason),)
    return tuple(
        Window(
            start=last - dt.timedelta(days=days - 1),
            end=last,
            label=text,
            reason=f"the {days} days up to “{end.label}”: how long the battle lasted is not known here",
        )
        for days in SPANS
    )


def _beginning(here: list[Milestone], end: Milestone) -> Milestone | None:
    """The offensive that led to a capture."""
    there = [m for m in here if m.what == "intervention" and m.place == end.place]
    before = [m for m in there if 0 <= (end.earliest - m.earliest).days <= LONGEST]
    return max(before, key=lambda m: (m.earliest, m.id)) if before else None
