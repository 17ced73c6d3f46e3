"""Names, coverage and the grounded claim of a made-up world: what a reader of its article would have been told."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from inquest.model.claim import NAMED, Claim, Mention, Quantity
from inquest.model.grounding import Candidate, Grounded, Grounding, Window
from inquest.model.names import ActorSet, Bloc, Milestone, Outline, Place
from inquest.model.record import Span
from inquest.model.world import Side
from inquest.simulate._war import CIVILIANS, Spot

SOURCE = "made up for a simulated world"
NAMES = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa", "Lambda", "Mu")
"""Made-up actors. Their ids are in no list of real ones."""
_FIRST, _FIRST_COALITION = 9_000_001, 9_100_001


def actor(number: int) -> Side:
    """A made-up actor, from 0.

    >>> actor(0).name, actor(1).name
    ('Alpha', 'Beta')
    """
    return Side(_FIRST + number, NAMES[number])


def coalition(*sides: Side) -> Side:
    """Several actors as one side with their names between commas, under an id of its own."""
    number = sum(1 << (side.id - _FIRST) for side in sides)
    return Side(_FIRST_COALITION + number, ", ".join(side.name for side in sides))


def bloc(
    side: Side,
    *,
    opponents: Sequence[Side] = (),
    control: Sequence[Side] = (),
    folded: Sequence[Side] = (),
    home: Sequence[int] = (990,),
    **more: Any,
) -> Bloc:
    """The bloc of one actor; its id is the actor's name in small letters.

    Parameters
    ----------
    opponents, control : ``opponents`` and ``control_pair`` of the bloc.
    folded : allies that the doctrine "folded" adds to it.
    home : countries (numbers).
    more : further fields of Bloc.
    """
    wide = ActorSet(ids=(side.id, *(ally.id for ally in folded))) if folded else None
    return Bloc(
        id=side.name.casefold(),
        label=side.name,
        core=ActorSet(ids=(side.id,)),
        folded=wide,
        opponents=tuple(other.name.casefold() for other in opponents),
        control_pair=tuple(other.name.casefold() for other in control),
        home=tuple(home),
        civilians=side == CIVILIANS,
        source=SOURCE,
        **more,
    )


def unnamed() -> Bloc:
    """The sides that the record could not name."""
    return Bloc(id="unnamed", label="sides without a name", core=ActorSet(rule="unnamed"), source=SOURCE)


def blocs(*made: Bloc) -> dict[str, Bloc]:
    """Blocs by id."""
    return {one.id: one for one in made}


def area(spots: Sequence[Spot], ident: str = "", *, label: str = "") -> Place:
    """A province: the first-level areas of some spots of one country, by name."""
    names = tuple(dict.fromkeys(spot.adm_1 for spot in spots))
    shown = label or names[0]
    found = ident or _ident(shown)
    outline = _outline(found, shown, "adm1", country=spots[0].country_id, adm1=names)
    return Place(id=found, label=shown, level="adm1", countries=(spots[0].country_id,), outlines=(outline,))


def town(spot: Spot, radius_km: float = 20.0) -> Place:
    """A town: a circle around the middle of a spot."""
    ident = _ident(spot.name)
    outline = _outline(ident, spot.name, "town", point=(spot.longitude, spot.latitude), radius_km=radius_km)
    return Place(id=ident, label=spot.name, level="town", countries=(spot.country_id,), outlines=(outline,))


def country(spot: Spot) -> Place:
    """The country of a spot."""
    ident = _ident(spot.country)
    outline = _outline(ident, spot.country, "country", country=spot.country_id)
    return Place(id=ident, label=spot.country, level="country", countries=(spot.country_id,), outlines=(outline,))


def places(*made: Place) -> dict[str, Place]:
    """Places by id."""
    return {one.id: one for one in made}


def _ident(label: str) -> str:
    return label.casefold().replace(" ", "_")


def _outline(ident: str, label: str, level: Literal["country", "adm1", "town"], **ways: Any) -> Outline:
    words = {"label": label, "group": "usual", "reason": "the area of this name", "source": SOURCE}
    return Outline(id=f"{ident}-usual", level=level, **words, **ways)


def milestone(ident: str, label: str, what: str, earliest: dt.date, latest: dt.date, **more: Any) -> Milestone:
    """A dated event; ``more``: place, actor."""
    fields: dict[str, Any] = {"what": what, "earliest": earliest, "latest": latest, "source": SOURCE}
    return Milestone(id=ident, label=label, **fields, **more)


def span(start: dt.date, months: int, country_id: int = 990, name: str = "Arcadia") -> Span:
    """Coverage of a country over whole months."""
    return Span(country_id=country_id, country=name, start=start, end=after(start, months) - dt.timedelta(days=1))


def after(start: dt.date, months: int) -> dt.date:
    """The first day of the month that is some months later.

    >>> after(dt.date(2015, 11, 1), 3)
    datetime.date(2016, 2, 1)
    """
    number = start.year * 12 + start.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def window(start: dt.date, months: int, label: str = "", **more: Any) -> Window:
    """A named period of whole months."""
    end = after(start, months) - dt.timedelta(days=1)
    return Window(start=start, end=end, label=label or f"{start} to {end}", reason="named in the claim", **more)


def named(*ids: str) -> tuple[Grounded, ...]:
    """Mentions of blocs or places, each with one sure candidate."""
    return tuple(
        Grounded(
            mention=Mention(text=ident.capitalize(), start=0, end=len(ident)),
            candidates=(Candidate(id=ident, label=ident.capitalize(), weight=1.0, reason="the only one"),),
        )
        for ident in ids
    )


def grounding(
    kind: str,
    quote: str,
    *,
    roles: Mapping[str, Sequence[str]],
    windows: Sequence[Window] = (),
    baselines: Sequence[Window] = (),
    quantity: Quantity | None = None,
    polarity: Literal["affirm", "deny"] = "affirm",
    slots: Mapping[str, str] | None = None,
    document_date: dt.date | None = None,
    frame: str = "",
) -> Grounding:
    """A claim with everything resolved.

    Parameters
    ----------
    kind : registry name of the kind; ``frame`` the frame that would have read the claim (default: the kind's name).
    quote : the claim in words.
    roles : ids by role (``NAMED``): blocs for actors and targets, places for places.
    windows, baselines : the time tested and the time it is compared with.
    document_date : day of the text, for claims that lean on it.
    """
    found = {role: named(*roles.get(role, ())) for role in NAMED}
    claim = Claim(
        id="c1",
        statement="s1",
        kind=kind,
        frame=frame or kind,
        quote=quote,
        start=0,
        end=len(quote),
        **{role: tuple(g.mention for g in each) for role, each in found.items()},
        periods=tuple(Mention(text=w.label, start=0, end=len(w.label)) for w in windows),
        baselines=tuple(Mention(text=w.label, start=0, end=len(w.label)) for w in baselines),
        quantity=quantity,
        polarity=polarity,
        slots=dict(slots or {}),
    )
    return Grounding(
        claim=claim,
        **found,
        windows=tuple(windows),
        baselines=tuple(baselines),
        document_date=document_date,
    )
