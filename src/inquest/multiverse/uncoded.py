"""Sides that the record may never name, at all or in a country: a count of none says nothing of them."""

from inquest.contracts import Context, Probe
from inquest.model.names import Bloc
from inquest.model.proposition import Proposition, Refusal
from inquest.model.selection import Selection, Sides

EVER = (-20_000, 60_000)
"""Days since 1970 between which every event on record lies."""


def uncoded(proposition: Proposition, context: Context, probe: Probe) -> Refusal | None:
    """The refusal of a claim about a side that no event on record names, by name or where it is not at home.

    A side without an id of the source is looked for in the whole record. One with an id that fights at home elsewhere
    is looked for in the countries of the claim: the source may file its branch or its troops there under another name.
    """
    p = proposition
    for name in dict.fromkeys((p.actor, p.target, p.versus_actor, p.versus_target)):
        bloc = None if name is None else context.blocs[name]
        if bloc is None or not (_by_name_only(bloc) or _away(bloc, p)):
            continue
        where = () if _by_name_only(bloc) else p.countries
        sides = Sides(actor=f"{name}/core", violence=(1, 2, 3))
        if not probe.series([Selection(sides, *EVER, countries=where)]).n.sum():
            return _refusal(p, bloc) if _by_name_only(bloc) else _absent(p, bloc, context)
    return None


def _away(bloc: Bloc, p: Proposition) -> bool:
    """Whether a side of known id is at home in other countries than the claim's.

    One that the source folds into others there is left to the kinds: they refuse it, or bound it by its hosts.
    """
    if bloc.folded_into and (not bloc.folded_where or set(bloc.folded_where) & set(p.countries)):
        return False
    known = bool(bloc.core.ids) and bloc.core.rule is None and not bloc.civilians
    return known and bool(bloc.home) and bool(p.countries) and not set(bloc.home) & set(p.countries)


def _absent(p: Proposition, bloc: Bloc, context: Context) -> Refusal:
    lands = " or ".join(dict.fromkeys(s.country for c in p.countries for s in context.record.spans(c)))
    return Refusal(
        claim=p.claim,
        kind=p.kind,
        reason="not recorded",
        text=f"The record has no event of {bloc.label} in {lands or 'these countries'}: the source may file what it "
        "did there under another side, such as a branch or the force that it fought beside. A count of none would not "
        "show that it did nothing.",
        unlock="the side under which the source files it there (inquest names find NAME), or a source that names it: "
        "inquest data add FILE",
    )


def _by_name_only(bloc: Bloc) -> bool:
    return not bloc.core.ids and bloc.core.rule is None and not bloc.civilians


def _refusal(p: Proposition, bloc: Bloc) -> Refusal:
    return Refusal(
        claim=p.claim,
        kind=p.kind,
        reason="not recorded",
        text=f"No event on record names {bloc.label}, and no id of the source is known for it: a count of none would "
        "not show that it did nothing.",
        unlock=f"a file whose events name {bloc.label}: inquest data add FILE; or its id in the source: "
        "inquest names add",
    )
