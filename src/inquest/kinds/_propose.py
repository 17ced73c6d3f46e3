"""From a grounding to what a kind can test: sides, place, countries, windows; or refusals that say what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from inquest.contracts import Context
from inquest.kinds._allies import allies_notes
from inquest.kinds._beyond import beyond
from inquest.kinds._meant import proper, sides
from inquest.kinds._places import place_readings
from inquest.kinds._refuse import (
    against_itself,
    date_not_known,
    no_outline,
    no_such_time,
    not_covered,
    place_not_covered,
    undated,
)
from inquest.kinds._sides import NOBODY, Side, agreeing
from inquest.kinds._wider import listed_in_part, pooled_pairs
from inquest.kinds._windows import (
    before_the_text,
    default_windows,
    fair_windows,
    keep_covered,
    relative_without_date,
    strange_times,
    taken_over,
    undated_battles,
    vague,
)
from inquest.kinds._words import label, listed, period
from inquest.model.claim import SIDES
from inquest.model.grounding import Grounded, Grounding, Window
from inquest.model.proposition import Refusal

MOST = 4
"""Propositions from one claim at most; more names in a row than this are tested as listed first."""


@dataclass(frozen=True)
class Setting:
    """Everything a proposition needs that isn't a kind's own."""

    actor: Side = NOBODY
    target: Side = NOBODY
    versus_actor: Side = NOBODY
    versus_target: Side = NOBODY
    place: str | None = None
    places: tuple[str, ...] = ()
    versus_place: str | None = None
    countries: tuple[int, ...] = ()
    windows: tuple[Window, ...] = ()
    baselines: tuple[Window, ...] = ()
    warnings: tuple[str, ...] = ()
    named_window: bool = False
    later: str = ""
    """The month that the text speaks of, where it is tested on an earlier time."""
    taken: tuple[str, ...] = ()
    """Which of place and time the claim's own words don't name, but the text around it."""

    def terms(self) -> dict[str, object]:
        """The terms that common choices read."""
        found: dict[str, object] = {"places": list(self.places)}
        roles = {r: getattr(self, r) for r in ("actor", "target", "versus_actor", "versus_target")}
        meanings = {r: [s.bloc, *s.others] for r, s in roles.items() if s.others}
        if meanings:
            found["meanings"] = meanings
        fixed = {s.doctrine for s in roles.values() if s.doctrine}
        if self.later:
            found["later"] = self.later
        if self.taken:
            found["taken"] = list(self.taken)
        if fixed:
            found["doctrine"] = sorted(fixed)[-1]
        return found


@dataclass
class Draft:
    """What has been settled so far, and what can't be."""

    settings: list[Setting] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Warnings for every setting."""


def home_countries(roles: Sequence[Side], grounding: Grounding, context: Context) -> tuple[int, ...]:
    """Countries to look in where the words name none: where all sides are at home, else where any is.

    Empty if nothing is known of their homes; then the whole record is used. Sides that are all at home in a country
    that no file holds are looked for there too, so that the claim is refused, unless the text is about one that is
    held: "the PKK killed 300" is a claim about Turkey, and not one about Iraq alone.
    """
    meant = [[b for b in (s.bloc, *s.others) if b] for s in roles]
    homes = [h for h in ({c for b in blocs for c in context.blocs[b].home} for blocs in meant) if h]
    loaded = set(context.record.countries())
    if not homes:
        return ()
    common = set.intersection(*homes)
    if common & loaded and common - loaded:
        told = {grounding.told.place, *(m.text for m in grounding.claim.places)}
        named = (p for p in context.places.values() if p.level == "country" and p.label in told)
        return tuple(sorted({c for p in named for c in p.countries} & common & loaded or common))
    return tuple(sorted(common & loaded or (set.union(*homes) & loaded) or set.union(*homes)))


def _unknown_time(grounding: Grounding, kind: str) -> Refusal | None:
    """Why the days that the words name can't be told, if they can't."""
    claim = grounding.claim
    if strange := strange_times(grounding):
        return no_such_time(claim, kind, strange)
    if fought := undated_battles(grounding):
        return undated(claim, kind, fought)
    if relative_without_date(grounding):
        return date_not_known(claim, kind, listed([f"“{m.text}”" for m in claim.periods]))
    return None


def settle(
    grounding: Grounding,
    kind: str,
    context: Context,
    *,
    keep_folded: bool = False,
    keep_partial: bool = False,
    default_time: bool = True,
    vague_time: bool = True,
) -> Draft:
    """All settings a claim allows, and refusals for the rest.

    What bars a claim is looked for in a fixed order, and the first that holds is given: a place or a time that no file
    covers, whatever the names may mean; a name that is not known; a time that is not understood; sides that the source
    does not tell apart.

    Parameters
    ----------
    keep_folded : let actors through that the source folds into another (the kind treats them itself).
    keep_partial : let a side named alone through of whose violence the source lists a part under a wider name.
    default_time : use the default windows where the words name no period; else leave the windows empty.
    vague_time : use them too where the words only say "for years" and the record does not reach the text.
    """
    draft = Draft()
    claim = grounding.claim
    roles: list[list[Side]] = []
    for name in SIDES:
        found, refusals = sides(getattr(grounding, name), grounding, kind, context, keep_folded=keep_folded)
        draft.refusals += refusals
        draft.notes += allies_notes(getattr(grounding, name), found, context)
        roles.append(found)
    places, refusals = place_readings(grounding.places, grounding, kind, context)
    home = home_countries([s for role in roles for s in role], grounding, context)
    barred = beyond(grounding, kind, places, home, context, vague_time=vague_time)
    if barred:
        draft.refusals = barred
        return draft
    draft.refusals += refusals
    lost = [g for g in grounding.places if not any(c.id in context.places for c in g.candidates)]
    if (grounding.places and not places) or any(proper(g) for g in lost):
        return draft
    versus, refusals = place_readings(grounding.versus_places, grounding, kind, context, single=True)
    draft.refusals += refusals
    if grounding.versus_places and not versus:
        return draft
    unknown = _unknown_time(grounding, kind)
    if unknown is not None:
        draft.refusals.append(unknown)
        return draft
    combinations = product(product(*roles), places or [()])
    for named, where in _at_home(list(combinations), draft, context)[:MOST]:
        lies = context.places[where[0]].countries if where else ()
        actor, target, v_actor, v_target = agreeing(named, lies, context)
        itself = _against_itself(((actor, target), (v_actor, v_target)), grounding, context)
        if itself:
            draft.refusals.append(against_itself(claim, kind, context.blocs[itself]))
            continue
        hidden = pooled_pairs((actor, target, v_actor, v_target), claim, kind, context)
        if not hidden and not keep_partial:
            hidden = listed_in_part((actor, target), tuple(lies), claim, kind, context)
        if hidden:
            draft.refusals += [r for r in hidden if r not in draft.refusals]
            continue
        base = Setting(
            actor, target, v_actor, v_target, where[0] if where else None, where, versus[0][0] if versus else None
        )
        _place_and_time(base, grounding, kind, context, draft, default_time=default_time, vague_time=vague_time)
    return draft


def _against_itself(pairs: tuple[tuple[Side, Side], ...], grounding: Grounding, context: Context) -> str | None:
    """The side that stands on both ends of a pair; one that takes in many groups may fight within itself.

    That is so where one word names both ends ("rebels fought other rebels"): "rebels killed 40 jihadists" means others.
    """
    same = (one.bloc for one, two in pairs if one.bloc and one.bloc == two.bloc)
    one, two = (*grounding.actors, *grounding.versus_actors), (*grounding.targets, *grounding.versus_targets)
    alike = bool(_heads(one) & _heads(two))
    return next((b for b in same if context.blocs[b].core.rule is None or not alike), None)


def _heads(mentions: Sequence[Grounded]) -> set[str]:
    """The words that name some sides, without an s at their end."""
    return {word.casefold().removesuffix("s") for m in mentions for word in m.mention.text.split()}


Combination = tuple[tuple[Side, ...], tuple[str, ...]]
"""Sides in the four roles, and the ids that the place may mean."""


def _at_home(combinations: list[Combination], draft: Draft, context: Context) -> list[Combination]:
    """Where several sides are named with one place, those of them that have a part in its country.

    The ones left out are noted; if none is at home there, all stay.
    """

    def fits(combination: Combination) -> bool:
        (actor, *_), where = combination
        homes = set(context.blocs[actor.bloc].home) if actor.bloc else set()
        return not where or not homes or bool(homes & set(context.places[where[0]].countries))

    kept = [c for c in combinations if fits(c)]
    if not kept or len(kept) == len(combinations):
        return combinations
    gone = dict.fromkeys((c[0][0].bloc, c[1][0]) for c in combinations if not fits(c))
    draft.notes += [f"Left out: {label(b, context)}, not at home in {context.places[p].label}." for b, p in gone]
    return kept


def _place_and_time(
    base: Setting,
    grounding: Grounding,
    kind: str,
    context: Context,
    draft: Draft,
    *,
    default_time: bool,
    vague_time: bool,
) -> None:
    claim = grounding.claim
    named = [p for p in (*base.places, base.versus_place) if p]
    countries = tuple(sorted({c for p in named for c in context.places[p].countries}))
    if not named:
        roles = (base.actor, base.target, base.versus_actor, base.versus_target)
        countries = home_countries(roles, grounding, context)
    missing = tuple(c for c in countries if not context.record.spans(c))
    if missing:
        label = listed([context.places[p].label for p in named]) or "the countries where these sides are at home"
        draft.refusals.append(place_not_covered(claim, kind, label, missing))
        return
    unbounded = next((p for p in named if not context.places[p].outlines), None)
    if unbounded is not None:
        draft.refusals.append(no_outline(claim, kind, context.places[unbounded], context))
        return
    windows = fair_windows(countries, grounding, context, default=default_time)
    if not windows and default_time:
        draft.refusals.append(_nothing_before_text(grounding, kind, countries, context))
        return
    kept, notes = keep_covered(windows, countries, context)
    if not kept and vague_time and vague(windows):
        kept = default_windows(countries, grounding, context, now=False)
        notes = (f"“{period(windows[0])}” names no years; tested on the time that the record covers.",)
    if windows and not kept:
        draft.refusals.append(not_covered(claim, kind, windows, countries, context))
        return
    later = "" if grounding.windows else before_the_text(kept, grounding)
    taken = taken_over(kept, grounding)
    notes = (*taken, *notes)
    base_kept, base_notes = keep_covered(grounding.baselines, countries, context)
    if grounding.baselines and not base_kept:
        draft.refusals.append(not_covered(claim, kind, grounding.baselines, countries, context))
        return
    settled = replace(
        base,
        countries=countries,
        windows=kept,
        baselines=base_kept,
        warnings=(*draft.notes, *notes, *base_notes),
        named_window=any(w.named for w in grounding.windows),
        later=later,
        taken=tuple(what for what in ("place", "time") if any(f"names no {what};" in note for note in taken)),
    )
    draft.settings.append(settled)


def _nothing_before_text(grounding: Grounding, kind: str, countries: tuple[int, ...], context: Context) -> Refusal:
    day = grounding.document_date
    if day is None:
        return place_not_covered(grounding.claim, kind, "the countries of the claim", countries)
    asked = Window(start=day, end=day, label="the time before the text", reason="no period named", named=False)
    return not_covered(grounding.claim, kind, (asked,), countries, context)
