"""What may leave the newsroom: a case reduced to what section 7 of the design lets a published report show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from inquest.errors import UsageError
from inquest.model.event import Evidence
from inquest.model.finding import Case, Finding, Plot
from inquest.model.record import RecordInfo
from inquest.model.said import WasSaid
from inquest.report.geo import district_rows

HOLD_DAYS = 30
"""Events younger than this are held back from a published report."""
BY_DISTRICT = "Shaded by district, darker with more deaths; hatched: only the governorate is known."
CIVILIANS = "civilians"
"""Id of the bloc that civilians are as a target."""
MAX_HEADLINES = 3
"""Source headlines shown on a published card."""


@dataclass(frozen=True)
class PublishInfo:
    """Who answers for a published report.

    Parameters
    ----------
    reviewer, second_reader : str
        Two different people by name; both required.
    date : date
        Day of publication; events younger than 30 days before it are held back.
    corrections : tuple of (date, text)
        The correction log, oldest first; empty = none so far.
    method : str
        How the report was made.
    reviewed : tuple of str
        Ids of findings on violence against civilians by a named side that the two have each reviewed as such; others
        of that kind are withheld.
    interests : str
        Conflict-of-interest line.

    Raises
    ------
    UsageError
        If a name is missing or both are the same.
    """

    reviewer: str
    second_reader: str
    date: dt.date
    corrections: tuple[tuple[dt.date, str], ...] = ()
    method: str = (
        "Each claim was turned into a proposition by fixed rules and tested in every declared way on the record named; "
        "two people read the result before publication."
    )
    reviewed: tuple[str, ...] = ()
    interests: str = "The reviewers declare no interest in any party to this war."

    def __post_init__(self) -> None:
        for role, name in (("reviewer", self.reviewer), ("second reader", self.second_reader)):
            if not name.strip():
                raise UsageError(
                    f"no {role} was named",
                    "two people who read the report before it is published",
                    cure="give both names: --reviewer NAME --second-reader NAME",
                )
        if self.reviewer.strip().casefold() == self.second_reader.strip().casefold():
            raise UsageError(
                f"reviewer and second reader are the same person ({self.reviewer.strip()})",
                "two different people",
                cure="name a second reader with --second-reader NAME",
            )

    @property
    def review(self) -> str:
        """The review line of every card."""
        return f"Reviewed by {self.reviewer}, second reader {self.second_reader}"


def corrections(lines: Sequence[str]) -> tuple[tuple[dt.date, str], ...]:
    """The correction log from lines ``YYYY-MM-DD: text``, oldest first.

    Raises
    ------
    UsageError
        If a line has no date or no text.

    Examples
    --------
    >>> corrections(["2026-02-01: the share was 14%, not 41%"])
    ((datetime.date(2026, 2, 1), 'the share was 14%, not 41%'),)
    """
    found = []
    for one in lines:
        day, _, text = one.partition(":")
        try:
            when = dt.date.fromisoformat(day.strip())
        except ValueError:
            when = None
        if when is None or not text.strip():
            raise UsageError(
                f"the correction {one!r}",
                "a day and what was corrected",
                cure='write --correction "2026-02-01: what was wrong, and what is right"',
            )
        found.append((when, text.strip()))
    return tuple(sorted(found))


def licensed(case: Case) -> Case:
    """The case with rows of sources whose licence keeps them on the user's disk reduced to ids."""
    return case.model_copy(update={"findings": licensed_findings(case.findings, case.record)})


def licensed_findings(findings: Sequence[Finding], record: RecordInfo) -> tuple[Finding, ...]:
    """The same for findings by themselves."""
    closed = {m.source for m in record.manifests if not m.licence.rows}
    return tuple(_ids_only(f, closed) for f in findings) if closed else tuple(findings)


def _ids_only(finding: Finding, closed: set[str]) -> Finding:
    rows = tuple(_bare(e) if e.source in closed else e for e in finding.evidence)
    hidden = any(e.source in closed for e in finding.evidence)
    plots = tuple(p for p in finding.plots if not (hidden and p.shape == "map"))
    return finding.model_copy(update={"evidence": rows, "plots": plots})


def _bare(event: Evidence) -> Evidence:
    blank = dict.fromkeys(
        (
            "date_start",
            "date_end",
            "country",
            "adm_1",
            "adm_2",
            "place",
            "side_a",
            "side_b",
            "office",
            "headline",
            "headline_date",
        ),
        "",
    )
    zero = {"latitude": None, "longitude": None, "where_prec": 7, "deaths": 0, "low": 0, "high": 0}
    return event.model_copy(update={**blank, **zero})


def is_bare(event: Evidence) -> bool:
    """Whether an event was reduced to its id for the sake of its licence."""
    return not event.date_start


def held_until(case: Case, finding: Finding, day: dt.date) -> dt.date | None:
    """The day from which a finding may be published, or None if it may be now.

    A finding waits if any day it rests on (its windows as far as the record reaches, its events) is younger than
    ``HOLD_DAYS`` on ``day``.
    """
    last = case.record.last_day(finding.proposition.countries)
    windows = [*finding.proposition.windows, *finding.proposition.baselines]
    days = [min(w.end, last) if last else w.end for w in windows]
    if not windows and last:
        days.append(last)
    days += [dt.date.fromisoformat(e.date_end) for e in finding.evidence if e.date_end]
    ready = max(days) + dt.timedelta(days=HOLD_DAYS) if days else None
    return ready if ready and ready > day else None


def accuses(finding: Finding) -> bool:
    """Whether a finding is on violence against civilians by a named side: an allegation of atrocity.

    Such a finding gets no published verdict unless people have reviewed it as such (DESIGN section 7, rule 5).
    """
    p = finding.proposition
    named = p.actor or p.versus_actor
    civil = CIVILIANS in (p.target, p.versus_target)
    one_sided = list(p.terms.get("violences", ())) == ["one_sided"]
    counted = "deaths_of_civilians" in p.terms.get("measures", ())
    return bool(named) and (civil or one_sided or counted)


def waiting(case: Case, finding: Finding, info: PublishInfo) -> str:
    """Why a finding is not in the published report, as the end of a sentence; "" if it is."""
    until = held_until(case, finding, info.date)
    if until is not None:
        return f"is held back until {until.isoformat()}"
    if accuses(finding) and finding.id not in info.reviewed:
        return "is withheld: an allegation against a named side, not reviewed one by one"
    return ""


def published(case: Case, info: PublishInfo) -> Case:
    """The case as it may be published: quotes only, districts instead of points, at most three headlines a card."""
    known = [f.id for f in case.findings]
    for name in info.reviewed:
        if name not in known:
            raise UsageError(f"the reviewed finding {name!r}", "the id of a finding on this text", known)
    case = licensed(case)
    free = tuple(_finding(f, info) for f in case.findings if not waiting(case, f, info))
    kept = {f.id for f in free}
    held = len(case.findings) - len(free)
    statements = tuple(
        s if s.not_checkable == "no test" else s.model_copy(update={"quote": ""}) for s in case.statements
    )
    answer = case.answer
    if answer is not None and held and not (answer.findings and set(answer.findings) <= kept):
        answer = None
    if answer is not None and answer.plot is not None and answer.plot.shape == "map":
        answer = answer.model_copy(update={"plot": _plot(answer.plot)})
    kept_claims = {c.id for c in case.claims} - {f.claim for f in case.findings if f.id not in kept}
    address = case.document.address
    document = case.document.model_copy(
        update={"text": "", "sentences": (), "address": address if is_link(address) else None}
    )
    return case.model_copy(
        update={
            "document": document,
            "statements": statements,
            "findings": free,
            "answer": answer,
            "argument": "" if held else case.argument,
            "extractors": tuple(e.model_copy(update={"host": ""}) for e in case.extractors),
            "said": _said(case.said, kept_claims),
        }
    )


def _said(said: WasSaid | None, claims: set[str]) -> WasSaid | None:
    """Only what concerns claims that may be quoted."""
    if said is None:
        return None
    return said.model_copy(update={"results": tuple(r for r in said.results if set(r.claims) & claims)})


def is_link(address: str | None) -> bool:
    """Whether an address is one of the web (others are paths on somebody's disk)."""
    return bool(address) and str(address).lower().startswith(("http://", "https://"))


def _finding(finding: Finding, info: PublishInfo) -> Finding:
    plots = tuple(_plot(p) if p.shape == "map" else p for p in finding.plots)
    if not any(p.shape == "map" for p in plots):
        rows = district_rows([e.model_dump() for e in finding.evidence if not is_bare(e)])
        if rows:
            title = "Where the events are recorded, by district"
            plots += (Plot(shape="map", title=title, caption=BY_DISTRICT, rows=rows),)
    loud = sorted((e for e in finding.evidence if e.headline), key=lambda e: (-e.deaths, e.source, e.id))
    shown = {(e.source, e.id) for e in loud[:MAX_HEADLINES]}
    evidence = tuple(_event(e, keep=(e.source, e.id) in shown) for e in finding.evidence)
    return finding.model_copy(
        update={
            "plots": plots,
            "evidence": evidence,
            "card": finding.card.model_copy(update={"review": info.review}),
            "command": _without_paths(finding.command),
        }
    )


def _plot(plot: Plot) -> Plot:
    return plot.model_copy(
        update={
            "rows": district_rows(plot.rows),
            "caption": BY_DISTRICT + (" Dashed line: the place tested." if plot.outline else ""),
        }
    )


def _event(event: Evidence, keep: bool) -> Evidence:
    update: dict[str, object] = {"latitude": None, "longitude": None, "place": ""}
    if keep:  # a source lists all its reports of one event in a row, split by semicolons
        update |= {"headline": _first(event.headline), "office": _first(event.office)}
    else:
        update |= {"headline": "", "office": "", "headline_date": ""}
    return event.model_copy(update=update)


def _first(several: str) -> str:
    return next((one.strip() for one in several.split(";") if one.strip()), "")


def _without_paths(command: str) -> str:
    parts = []
    for word in command.split():
        name = word.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        parts.append(word if "://" in word else name)
    return " ".join(parts)
