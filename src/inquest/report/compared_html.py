"""Two texts side by side as one self-contained page: no script, no outside address."""

from dataclasses import dataclass

from markupsafe import Markup

from inquest.model.claim import Claim
from inquest.model.compared import Comparison, Row
from inquest.model.finding import Finding, Plot
from inquest.model.flat import FlatClaim
from inquest.report.cards import card_view
from inquest.report.clean import quoted
from inquest.report.compared import NO_SCORE, credit_of, relation_note, sections, speaker_of, title_of
from inquest.report.html import METHOD, environment, page_css
from inquest.report.map import is_near, shared_defs
from inquest.report.parts import CardView
from inquest.report.publish import licensed_findings

QUOTE = 60


@dataclass(frozen=True)
class RowView:
    """One matter: quotes of each text (words, speaker), and its cards; ``see``: cards shown with an earlier one."""

    id: str
    about: str
    kind: str
    a: tuple[tuple[str, str], ...]
    b: tuple[tuple[str, str], ...]
    stands_a: str
    stands_b: str
    note: str
    cards: tuple[CardView, ...]
    see: tuple[tuple[int, str], ...]
    untested: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Rows of one relation."""

    id: str
    heading: str
    rows: tuple[RowView, ...]


def render_comparison_html(found: Comparison) -> str:
    """The page of a comparison; the same bytes for the same comparison."""
    shown = _sections(found)
    plots = [p for s in shown for r in s.rows for c in r.cards for p in c.plots]
    near = [is_near(p) for p in _maps(plots)]
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            found=found,
            a=(title_of(found.a), credit_of(found.a), found.a),
            b=(title_of(found.b), credit_of(found.b), found.b),
            sections=shown,
            css=Markup(page_css()),  # noqa: S704 - our own file
            defs=Markup(shared_defs(near)),  # noqa: S704 - built from our own outlines
            no_score=NO_SCORE,
            method=METHOD,
        )
    )


def _maps(plots: list[Plot]) -> list[Plot]:
    return [p for p in plots if p.shape == "map"]


def _sections(found: Comparison) -> tuple[Section, ...]:
    findings = {f.id: f for f in licensed_findings(found.findings, found.record)}
    numbers: dict[str, int] = {}
    out = []
    for anchor, heading, rows in sections(found):
        views = tuple(_row(f"{anchor}-{row.id}", row, findings, numbers) for row in rows)
        out.append(Section(anchor, heading, views))
    return tuple(out)


def _row(ident: str, row: Row, findings: dict[str, Finding], numbers: dict[str, int]) -> RowView:
    cards, see = [], []
    for rests in row.findings:
        if rests.finding in numbers:
            see.append((numbers[rests.finding], f"f-{numbers[rests.finding]}"))
            continue
        numbers[rests.finding] = len(numbers) + 1
        claims = [_claim("A", c) for c in row.a if c.id in rests.a] + [_claim("B", c) for c in row.b if c.id in rests.b]
        members = [findings[rests.finding].model_copy(update={"claim": c.id}) for c in claims]
        card = card_view(members, {c.id: c for c in claims}, (numbers[rests.finding], len(findings)))
        cards.append(card._replace(total=len(findings)))
    return RowView(
        id=ident,
        about=row.about,
        kind=row.kind,
        a=tuple((quoted(c.quote, QUOTE), speaker_of(c)) for c in row.a),
        b=tuple((quoted(c.quote, QUOTE), speaker_of(c)) for c in row.b),
        stands_a=row.stands_a,
        stands_b=row.stands_b,
        note=relation_note(row),
        cards=tuple(cards),
        see=tuple(see),
        untested=row.untested,
    )


def _claim(letter: str, claim: FlatClaim) -> Claim:
    """A claim as a card shows it: quote, and who said it in which text."""
    return Claim(
        id=f"{letter}:{claim.id}",
        statement="",
        kind=claim.kind,
        frame="",
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        speaker=f"{letter}, {speaker_of(claim)}",
    )
