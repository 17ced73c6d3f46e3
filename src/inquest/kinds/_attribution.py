"""Pieces of ``attribution``: scopes, senses, the family of opponents, and shares with bounds."""

from collections.abc import Sequence

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import Sums, sums
from inquest.kinds._common import actor_of, measure_of
from inquest.kinds._propose import Setting
from inquest.kinds._refuse import covered_enough, refuse
from inquest.kinds._words import label, listed, month_words
from inquest.model.choice import Choice, Option
from inquest.model.claim import Claim, Quantity
from inquest.model.grounding import Window
from inquest.model.names import Doctrine
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposition, Refusal
from inquest.stats.bounds import attribution_bounds, share_bounds

Triple = tuple[FloatArray, FloatArray, FloatArray]
FIELDS = ("low", "mid", "high", "n")
UNNAMED = "unnamed"
"""Id of the bloc, and name of the term, of sides that the source could not name."""


def means_refusal(claim: Claim) -> Refusal:
    """Means that no list of deadly events records."""
    return refuse(
        claim,
        "attribution",
        "not recorded",
        "The record lists deadly events by side; it does not code air power, intelligence, supplies or orders.",
        "a strike log or an aid and support file, coded by date and place: inquest data add FILE",
    )


def together(claim: Claim, winners: Sequence[str], context: Context) -> Refusal:
    """Several sides are credited with one defeat: the share of each alone answers another question."""
    names = listed([label(b, context) for b in winners])
    return refuse(
        claim,
        "attribution",
        "no test",
        f"It credits {names} together; shares are tested for one side, or for sides that have a name in common.",
        "a claims file with a claim for each side: inquest claims FILE, edit it, inquest check it",
    )


def share_stated(claim: Claim) -> Quantity | None:
    """The share that the words name; None if they name none."""
    quantity = claim.quantity
    return quantity if quantity is not None and quantity.unit == "%" else None


def pointed(claim: Claim) -> Refusal | None:
    """A share stated as a point or a range, which losses that nobody is credited with leave no test for."""
    quantity = share_stated(claim)
    if quantity is None or quantity.op in (">", ">=", "<", "<="):
        return None
    text = "Of losses, shares are tested that are said to lie above or below a number, not about one."
    unlock = (
        "a claims file that states it as more or less than a number: inquest claims FILE, edit it, inquest check it"
    )
    return refuse(claim, "attribution", "no test", text, unlock)


def scoped_windows(
    s: Setting, hidden: tuple[str, ...], context: Context
) -> tuple[tuple[tuple[int, ...], ...], tuple[Window, ...]]:
    """Readings of the countries meant, widest first, and the windows that all of them cover.

    A sentence that names the place has one reading. Otherwise each country where both the winner (or those who hide
    it) and the loser are at home is one, and all countries where the loser is at home another.
    """
    loaded = set(context.record.countries())
    homes = set(context.blocs[str(s.target.bloc)].home) & loaded
    if s.place or len(homes) < 2:
        return (s.countries,), s.windows
    winners = {c for b in (hidden or (str(s.actor.bloc),)) for c in context.blocs[b].home}
    wide = tuple(sorted(homes))
    scopes = tuple(dict.fromkeys((wide, *((c,) for c in wide if c in winners))))
    if s.named_window:
        kept = tuple(w for w in s.windows if covered_enough(w, wide, context))
        return (scopes, kept) if kept else ((s.countries,), s.windows)
    first, last = context.record.first_day(wide), context.record.last_day(wide)
    if first is None or last is None or first >= min(last, *(w.end for w in s.windows)):
        return (s.countries,), s.windows
    last = min(last, *(w.end for w in s.windows))
    both = Window(
        start=first,
        end=last,
        label=f"the time that all of them are covered ({month_words(first)} to {month_words(last)})",
        reason="the words name no period, and shares compare only over the same time",
        named=False,
    )
    return scopes, (both,)


def scope_choice(p: Proposition, context: Context) -> Choice | None:
    """Which countries the words mean; None if they say."""
    scopes = p.terms["scopes"]
    if len(scopes) < 2:
        return None
    names = {s.country_id: s.country for m in context.record.manifests for s in m.spans}
    options = tuple(
        Option(
            id="+".join(str(c) for c in scope),
            label=f"in {listed([names.get(c, str(c)) for c in scope])}",
            reason="The loser fought in each; the words do not say which war is meant.",
            params={"scope": list(scope)},
        )
        for scope in scopes
    )
    return Choice(name="scope", role="reading", question="In which countries?", options=options)


def sense_choice(p: Proposition, context: Context) -> Choice | None:
    """What "decisive" claims: more than all others together, or more than any other."""
    if p.terms.get("stated"):
        return None
    if p.terms["strength"] == "contributed":
        option = Option(
            id="tenth",
            label="at least a tenth",
            reason="A contribution worth naming.",
            params={"sense": "share", "line": context.default("share_contributed")},
        )
        return Choice(name="sense", role="reading", question="How much is meant?", options=(option,))
    options = (
        Option(
            id="majority",
            label="more than half of the losses",
            reason="What decides outweighs all else together.",
            params={"sense": "share", "line": context.default("share_the")},
        ),
        Option(
            id="largest",
            label="more than any other opponent (its share of the two together)",
            reason="The words may only mean the first among several.",
            params={"sense": "largest", "line": context.default("largest_line")},
        ),
    )
    return Choice(name="sense", role="reading", question="How much is meant?", options=options)


def hosts_of(p: Proposition) -> tuple[str, ...]:
    """Blocs in whose events the source hides the actor; empty if it has events of its own."""
    return tuple(p.terms.get("hosts", ()))


def unnamed_of(context: Context) -> str | None:
    """The bloc of sides without a name, or None where the dictionary has none that a record's rows could be told by."""
    found = context.blocs.get(UNNAMED)
    return None if found is None or found.core.rule != "unnamed" else UNNAMED


def unnamed_warning(context: Context) -> tuple[str, ...]:
    """What is said where losses to sides without a name can't be told from the others."""
    if unnamed_of(context):
        return ()
    return (
        "The dictionary has no entry for sides without a name: losses to them, if there are any, count as the others'.",
    )


def family_of(p: Proposition, params: Params, context: Context) -> tuple[str, ...]:
    """The actor (or its hosts) and every other opponent of the loser, without overlaps."""
    mine = hosts_of(p) or (str(actor_of(p, params, "actor")),)
    target = str(actor_of(p, params, "target"))
    doctrine = params.get("doctrine", p.terms.get("doctrine", "core"))
    taken = {m for b in mine for m in _members(b, doctrine, context)}
    found = list(mine)
    for bloc in context.blocs[target].opponents:
        core = _members(bloc, "core", context) if bloc in context.blocs else taken
        if bloc not in found and not core & taken:
            found.append(bloc)
            taken |= core
    return tuple(found)


def _members(bloc: str, doctrine: Doctrine, context: Context) -> set[object]:
    actors = context.blocs[bloc].members(doctrine)
    return {*actors.ids, *actors.names}


def losses(p: Proposition, data: Measured) -> tuple[FloatArray, FloatArray, dict[str, FloatArray], Triple, Triple]:
    """Events of the actor and its largest rival, figures, the share with bounds, and head to head with the rival.

    Losses to sides without a name are nobody's: left out of the rivals', and in the bounds given wholly to either side.
    For an actor that the source hides in others, the lower bound is zero: the record can't say that any is its own.
    """
    hidden = hosts_of(p)
    whole = sums(data, "all")
    zero = np.zeros_like(whole.mid)
    own, rivals = Sums(zero, zero, zero, zero), [Sums(zero, zero, zero, zero)]
    for name in sorted(n for n in data.terms if n.startswith("by:")):
        bloc = name.removeprefix("by:")
        mine = np.array([bloc in (hidden or (actor_of(p, q, "actor"),)) for q in data.params], dtype=float)
        own = own + _times(sums(data, name), mine)
        rivals.append(_times(sums(data, name), 1 - mine))
    index = np.argmax([o.mid for o in rivals], axis=0)[None]
    rival = Sums(*(np.take_along_axis(np.array([getattr(o, f) for o in rivals]), index, 0)[0] for f in FIELDS))
    role = np.array([str(measure_of(p, q)).startswith("deaths_of") for q in data.params])
    nameless = sums(data, UNNAMED) if UNNAMED in data.terms else Sums(zero, zero, zero, zero)
    known = whole - nameless
    share = _share(own, known - own, nameless.high, role)
    against = _share(own, rival, nameless.high, role)
    if hidden:
        share, against = ((zero, s[1], s[2]) for s in (share, against))
    with np.errstate(divide="ignore", invalid="ignore"):
        largest = np.where(known.mid > 0, rival.mid / known.mid, np.nan)
    figures = {
        "own": own.mid,
        "all": whole.mid,
        "share": share[1],
        "share_low": share[0],
        "share_high": share[2],
        "largest_other": largest,
    }
    return own.n, rival.n, figures, share, against


def _times(found: Sums, mask: FloatArray) -> Sums:
    return Sums(found.low * mask, found.mid * mask, found.high * mask, found.n * mask)


def _share(own: Sums, rest: Sums, loose: FloatArray, role: np.ndarray) -> Triple:
    """By role: the attribution bounds, with victims unknown within a pair; otherwise low and high crossed.

    ``loose``: the most that is lost to opponents without a name, shape (S,), which either side may have inflicted.
    """
    plain = share_bounds((own.low, own.mid, own.high), (rest.low, rest.mid, rest.high), loose)
    known = np.stack([own.mid, rest.mid], axis=1)
    unknown = np.stack([own.high - own.mid, rest.high - rest.mid], axis=1)
    by_role = attribution_bounds(known, unknown, loose)
    return (
        np.where(role, by_role.lo[:, 0], plain.lo),
        np.where(role, by_role.point[:, 0], plain.point),
        np.where(role, by_role.hi[:, 0], plain.hi),
    )
