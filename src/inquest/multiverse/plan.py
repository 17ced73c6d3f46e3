"""Declare the multiverse of a proposition: look at it before anything runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from inquest.contracts import Context, Kind, Params
from inquest.errors import InquestError, UnknownNameError, UsageError
from inquest.model.choice import Choice, Multiverse
from inquest.model.names import Outline
from inquest.model.panel import PanelSpec
from inquest.model.proposition import Proposition
from inquest.model.selection import Dating, Selection
from inquest.registry import load

MOST = 50_000
"""Specifications of one proposition at most; a grid beyond it is a defect of a kind, not a finer answer."""


@dataclass(frozen=True)
class Planned:
    """A proposition with its declared grid.

    ``params[i]`` and ``selections[i]`` belong to ``multiverse.specifications[i]``; a specification whose terms could
    not be built has an empty mapping and the reason in ``failed[i]``.
    """

    kind: Kind
    proposition: Proposition
    multiverse: Multiverse
    params: tuple[Params, ...]
    selections: tuple[Mapping[str, Selection], ...]
    failed: tuple[str, ...]


def choices(kind: Kind, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
    """The kind's own choices and the common ones it accepts; readings first, each group in a fixed order."""
    own = kind.choices(proposition, context)
    taken = {c.name for c in own}
    common = [load("choices", name).build(proposition, context) for name in kind.common if name not in taken]
    found = [c for c in (*own, *common) if c is not None and c.options]
    return tuple(sorted(found, key=lambda c: c.role != "reading"))


def _dropped(options: tuple[str, ...], place: Mapping[str, int], rules: Iterable[tuple[str, ...]]) -> str:
    for choice, option, other, other_option, reason in rules:
        if other in place and options[place[choice]] == option and options[place[other]] == other_option:
            return reason
    return ""


def grid(found: tuple[Choice, ...]) -> Multiverse:
    """The product of all options, less the impossible combinations.

    Raises
    ------
    InquestError
        If the grid is larger than ``MOST`` (a defect of the kind).
    """
    size = 1
    for choice in found:
        size *= len(choice.options)
    if size > MOST:
        raise InquestError(
            f"the grid has {size} specifications", f"at most {MOST}", cure="report this as a defect of the kind"
        )
    place = {c.name: i for i, c in enumerate(found)}
    rules = [(c.name, *drop) for c in found for drop in c.drops]
    kept: list[tuple[str, ...]] = []
    dropped: list[tuple[tuple[str, ...], str]] = []
    for options in product(*[[o.id for o in c.options] for c in found]):
        reason = _dropped(options, place, rules)
        if reason:
            dropped.append((options, reason))
        else:
            kept.append(options)
    return Multiverse(choices=found, specifications=tuple(kept), dropped=tuple(dropped))


def restrict(found: tuple[Choice, ...], chosen: Mapping[str, str]) -> tuple[Choice, ...]:
    """Keep one option of the choices that a user fixed.

    Raises
    ------
    UsageError
        If a choice or option isn't there; the message lists those that are.
    """
    names = [c.name for c in found]
    for name in chosen:
        if name not in names:
            raise UsageError(f"there is no choice named {name!r} here", choices=names, cure="use one of these")
    out = []
    for choice in found:
        if choice.name in chosen:
            kept = tuple(o for o in choice.options if o.id == chosen[choice.name])
            if not kept:
                raise UsageError(
                    f"{choice.name} has no option {chosen[choice.name]!r}", choices=[o.id for o in choice.options]
                )
            out.append(choice.model_copy(update={"options": kept}))
        else:
            out.append(choice)
    return tuple(out)


def merged(found: tuple[Choice, ...], options: tuple[str, ...]) -> dict[str, Any]:
    """The parameters of one specification; two choices that set the same one are a defect and said so."""
    params: dict[str, Any] = {}
    for choice, option in zip(found, options, strict=True):
        for key, value in next(o.params for o in choice.options if o.id == option).items():
            if key in params and params[key] != value:
                raise InquestError(
                    f"two choices set {key!r} ({choice.name} sets {value!r}, another {params[key]!r})",
                    "one choice per parameter",
                    cure="report this as a defect of the kind or choice",
                )
            params[key] = value
    return params


def plan(proposition: Proposition, context: Context, chosen: Mapping[str, str] | None = None) -> Planned:
    """Declare everything that will run for a proposition. No data are read.

    Parameters
    ----------
    chosen : choices that the user fixed (choice name -> option id); the finding is then marked as altered.
    """
    kind: Kind = load("kinds", proposition.kind)
    found = choices(kind, proposition, context)
    if chosen:
        found = restrict(found, chosen)
    multiverse = grid(found)
    params: list[Params] = []
    selections: list[Mapping[str, Selection]] = []
    failed: list[str] = []
    for options in multiverse.specifications:
        params.append(merged(found, options))
        try:
            selections.append(kind.terms(proposition, params[-1], context))
            failed.append("")
        except (ValueError, LookupError, ArithmeticError) as error:  # one specification stops no other; it is shown
            selections.append({})
            failed.append(f"{type(error).__name__}: {error}")
    return Planned(kind, proposition, multiverse, tuple(params), tuple(selections), tuple(failed))


def mirrors(planned: Planned, proposition: Proposition, context: Context) -> bool:
    """Whether a proposition is the mirror of a declared one, with the same choices and terms.

    Kinds build choices and terms whatever the side (a test holds each to it); the choices and the outermost
    specifications are compared all the same. A multiverse in which the user fixed a choice is not taken for another's.
    """
    if proposition != planned.proposition.mirror():
        return False
    if choices(planned.kind, proposition, context) != planned.multiverse.choices:
        return False
    return all(
        not planned.failed[at]
        and planned.kind.terms(proposition, planned.params[at], context) == planned.selections[at]
        for at in {0, len(planned.params) - 1}
    )


def panel_spec(selections: Iterable[Selection], context: Context, as_of: str | None = None) -> PanelSpec:
    """The one panel that serves all selections of a text."""
    places: set[str] = set()
    sets: set[str] = set()
    edges: set[int] = set()
    datings: set[Dating] = {"start"}
    for one in selections:
        if one.place:
            places.add(one.place)
        sets.update(k for k in (one.sides.actor, one.sides.opponent, *one.sides.not_opponent) if k != "*")
        datings.add(one.dating)
        if one.quality.crossing == "drop":
            edges.update((one.start, one.end + 1))
    return PanelSpec(
        outlines={k: outline(k, context) for k in sorted(places)},
        actor_sets={k: _members(k, context) for k in sorted(sets)},
        edges=tuple(sorted(edges)),
        datings=tuple(sorted(datings, key=("start", "end", "spread").index)),
        as_of=as_of,
    )


def outline(ident: str, context: Context) -> Outline:
    """The outline of an id, which starts with its place's id: gazetteers of a whole world are never walked.

    Raises
    ------
    UnknownNameError
        If no place has it.
    """
    parts = ident.split("-")
    for length in range(len(parts), 0, -1):
        place = "-".join(parts[:length])
        if place in context.places:
            found = next((o for o in context.places[place].outlines if o.id == ident), None)
            if found:
                return found
    raise UnknownNameError(f"there is no outline {ident!r}", "an id that starts with its place's id")


def _members(key: str, context: Context) -> Any:
    bloc, _, doctrine = key.partition("/")
    return context.blocs[bloc].members(doctrine or "core")  # type: ignore[arg-type]  # validated by the model


def table(planned: Sequence[Planned]) -> list[dict[str, Any]]:
    """What ``inquest plan`` prints: one row per choice and option, without running anything."""
    return [
        {
            "proposition": p.proposition.tested,
            "kind": p.proposition.kind,
            "specifications": len(p.multiverse.specifications),
            "dropped": len(p.multiverse.dropped),
            "choice": c.name,
            "role": c.role,
            "option": o.id,
            "label": o.label,
            "reason": o.reason,
            "named": o.named,
            "uncertain": o.uncertain,
        }
        for p in planned
        for c in p.multiverse.choices
        for o in c.options
    ]
