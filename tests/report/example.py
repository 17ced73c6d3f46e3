"""A rich case made by hand: every verdict, long names, text from right to left. All of it is invented."""

import datetime as dt
import math

from inquest.model.choice import Choice, Multiverse, Option
from inquest.model.claim import Claim, Mention, Statement
from inquest.model.document import Document, Sentence
from inquest.model.event import Evidence
from inquest.model.finding import Answer, Card, Case, CheckResult, Finding, Plot, Reading, Specification, Verdict
from inquest.model.grounding import Candidate, Question, Window
from inquest.model.proposition import Proposition, Refusal, RefusalReason
from inquest.model.record import Licence, Manifest, RecordInfo, Span
from inquest.model.words import words_for

LEAGUE = "river-league"
LONG = "Provisional Joint Operations Command of the Eastern Tribal Confederation and Allied Local Defence Units"
LABELS = {
    "river-league": "the River League",
    "highland-government": "the Highland Government",
    "long": f"the {LONG}",
    "steppe": "the eastern steppe",
}
QUOTES = [
    "Who really broke the River League?",
    "The fight against the River League was never a priority for the Highland Government",
    "More than 4,000 people were killed in the valley in 2017",
    "the League is stronger in the eastern steppe than it has been for years",
    "Government troops and League fighters lived side by side without a shot",
    "It was the coastal militias that did most of the killing of League fighters",
    "Fewer than a hundred civilians died in the siege",
    f"The {LONG} lost more people than any other force",
    "In the spring of 2020 the attacks doubled",
    "helped by air strikes nobody talks about",
    "the offensive succeeded thanks to foreign satellites",
    "هجوم على قرية في البادية",
    "The Highland Government must withdraw at once",
    "a new offensive can be expected before winter",
    "their courage shames us all",
]
VERDICTS: tuple[Verdict, ...] = (
    "contradicted",
    "supported",
    "undecided",
    "mixed",
    "mostly supported",
    "mostly contradicted",
    "not testable",
)
KINDS = ("priority", "level", "trend", "engagement", "attribution", "level", "comparison")
SPEAKERS = ("author", "author", "a defence ministry spokesman", "author", "the envoy", "author", "author")


def text() -> str:
    """The article: quotes set in sentences of our own, in paragraphs."""
    q = QUOTES
    return "\n\n".join(
        (
            q[0],
            f"{q[1]}, whatever its generals say now. {q[2]}, and most of them are buried without a name. "
            f"A spokesman told reporters last week that {q[3]}, a sentence nobody would have spoken two years ago.",
            f"{q[4]}, which nobody who drove that road will dispute. {q[5]}, the envoy said on Tuesday. "
            f"{q[6]}; {q[7]}.",
            f"{q[8]}, {q[9]}. Others hold that {q[10]}. A headline of the day ran: {q[11]}.",
            f"{q[12]}. Still, {q[13]}, and {q[14]}.",
        )
    )


def _claim(index: int, kind: str, speaker: str = "author") -> Claim:
    start = text().index(QUOTES[index])
    return Claim(
        id=f"c{index:02d}",
        statement=f"s{index:02d}",
        kind=kind,
        frame="hand",
        quote=QUOTES[index],
        start=start,
        end=start + len(QUOTES[index]),
        speaker=speaker,
        via="a news agency" if speaker == "the envoy" else None,
        actors=(Mention(text="League", start=start, end=start + 6),),
    )


def evidence(n: int, *, last: str = "2018-11-30") -> tuple[Evidence, ...]:
    """Events of every precision, spread over the steppe."""
    rows = []
    for i in range(n):
        precision = (1, 1, 2, 3, 3, 4, 6)[i % 7]
        day = dt.date.fromisoformat(last) - dt.timedelta(days=11 * i)
        rows.append(
            Evidence(
                source="ucdp_ged",
                release="19.1",
                id=str(240000 + 17 * i),
                date_start=(day - dt.timedelta(days=i % 3)).isoformat(),
                date_end=day.isoformat(),
                country="Aldoria",
                adm_1="Eastern governorate",
                adm_2=f"District {i % 5}",
                place=f"Well station T-{i}" if precision <= 2 else "",
                latitude=34.2 + 0.27 * (i % 6),
                longitude=37.6 + 0.33 * (i % 11),
                where_prec=precision,
                side_a="Highland Government",
                side_b="River League",
                deaths=1 + (i * 37) % 60,
                low=(i * 37) % 60 // 2,
                high=2 + (i * 37) % 60 * 2,
                office="Steppe Monitor",
                headline=f"League fighters attack a “regime” post near station {i}, {1 + (i * 37) % 60} reported dead",
            )
        )
    return tuple(rows)


def multiverse() -> Multiverse:
    """Two readings by three measurements: 2 x 2 x 3 x 4 = 48 cells, two of them dropped."""
    choices = (
        Choice(
            name="strength",
            role="reading",
            question="How much is “a priority”?",
            options=(
                Option(
                    id="third", label="a third of its fighting", reason="the usual sense of “a priority”", named=True
                ),
                Option(id="half", label="half of its fighting", reason="the sense of “the priority”"),
            ),
        ),
        Choice(
            name="measure",
            role="reading",
            question="What is counted as fighting?",
            options=(
                Option(id="events", label="events", reason="effort shows in how often"),
                Option(id="deaths", label="deaths", reason="effort shows in how hard"),
            ),
        ),
        Choice(
            name="precision",
            role="measurement",
            question="How well must the place be known?",
            options=tuple(
                Option(id=str(p), label=f"place known to level {p}", reason="coarser rows may lie elsewhere")
                for p in (3, 5, 7)
            ),
        ),
        Choice(
            name="fatality_value",
            role="measurement",
            question="Which of the source's three estimates?",
            options=tuple(
                Option(id=v, label=f"{v} estimate", reason="the source gives three", uncertain=v == "ceiling")
                for v in ("low", "best", "high", "ceiling")
            ),
        ),
    )
    cells = [
        (s, m, p, v)
        for s in ("third", "half")
        for m in ("events", "deaths")
        for p in "357"
        for v in ("low", "best", "high")
    ]
    dropped = ((("third", "events", "3", "ceiling"), "an event has no ceiling"),)
    return Multiverse(choices=choices, specifications=tuple(cells), dropped=dropped)


def specifications(centre: float, grid: Multiverse, spread: float = 0.09) -> tuple[Specification, ...]:
    """Results around a centre; positions follow from the bounds."""
    out = []
    for i, cell in enumerate(grid.specifications):
        null = 1 / 3 if cell[0] == "third" else 0.5
        point = centre + spread * math.sin(1.7 * i) + (0.05 if cell[1] == "deaths" else 0)
        low, high = point - 0.03 - 0.004 * (i % 5), point + 0.04
        position = 1 if low > null else -1 if high < null else 0
        failed = "no event is left after the filters" if i == 7 else ""
        out.append(
            Specification(
                options=cell,
                point=None if failed else point,
                low=None if failed else low,
                high=None if failed else high,
                null=null,
                side=1,
                position=0 if failed else position,
                weight=1 / len(grid.specifications),
                flip=1.8,
                failed=failed,
            )
        )
    return tuple(out)


def _readings(centre: float, verdict: Verdict) -> tuple[Reading, ...]:
    split: tuple[Verdict, Verdict] = ("supported", "contradicted") if verdict == "mixed" else (verdict, verdict)
    return tuple(
        Reading(
            options={"strength": s, "measure": m},
            label=f"“a priority” is {words}, counted in {m}",
            named=s == "third",
            verdict=split[j],
            support=0.94 if split[j] == "supported" else 0.1,
            pro=0.8 if split[j] == "supported" else 0.02,
            con=0.03 if split[j] == "supported" else 0.83,
            specifications=9,
            point=centre,
            low=centre - 0.06,
            high=centre + 0.08,
            null=1 / 3 if s == "third" else 0.5,
            uncertain=s == "half" and m == "deaths",
        )
        for s, words in (("third", "a third"), ("half", "half"))
        for j, m in enumerate(("events", "deaths"))
    )


def _card(verdict: Verdict, index: int) -> Card:
    reason = {
        "mixed": "whether events or deaths are counted",
        "undecided": "too few events",
        "not testable": "not recorded",
    }
    said = (
        f"In UCDP's record {31 + index}% of the Highland Government's deadly fighting in 2016–2018 "
        "was against the River League.",
        f"Counted in deaths it is {36 + index}%; a third is the line.",
    )
    return Card(
        verdict_words=words_for(verdict, reason.get(verdict, "")),
        sentences=said,
        tested="The share of the Government's recorded fighting that was against the League, 2016–2018.",
        cannot_show="These data count deadly clashes. They cannot show intent, deployment or air power.",
        overturn="If more than 1.8 times as many League clashes went unrecorded, this would flip.",
        source="UCDP GED 19.1 (Sundberg and Melander 2013), to 30 November 2018",
    )


def _line(index: int) -> Plot:
    rows = [
        {
            "x": f"{2016 + m // 12}-{m % 12 + 1:02d}-01",
            "y": round(20 + 14 * math.sin(m / 3 + s) + m * (s + 0.2), 2),
            "series": name,
        }
        for s, name in enumerate(("River League", "everyone else"))
        for m in range(35)
    ]
    return Plot(
        shape="line",
        title="The Government's deadly clashes a month",
        caption="Shaded: the window tested. Events, by day they began.",
        y_label="events a month",
        rows=tuple(rows),
        windows=(("2017-01-01", "2017-12-31", "2017"),),
        reference=30.0 if index % 2 else None,
    )


def finding(index: int, verdict: Verdict, kind: str) -> Finding:
    """One finding with everything behind it."""
    grid, centre = multiverse(), {"supported": 0.62, "contradicted": 0.18}.get(verdict, 0.36)
    rows = evidence(21 if index != 2 else 3)
    return Finding(
        id=f"F{index}",
        claim=f"c{index:02d}",
        proposition=Proposition(
            id=f"P{index}",
            claim=f"c{index:02d}",
            kind=kind,
            mode="census",
            tested="The share of the Government's recorded fighting that was against the League.",
            actor="highland-government" if index != 7 else "long",
            target=LEAGUE,
            place="steppe" if index in (3, 6) else None,
            countries=(652,),
            windows=(Window(start=dt.date(2016, 1, 1), end=dt.date(2018, 11, 30), label="2016–2018", reason="stated"),),
            terms={"labels": LABELS, "scale": "share"},
            warnings=("The initiator of a clash is not recorded.",),
        ),
        verdict=verdict,
        depends_on=("whether events or deaths are counted",) if verdict == "mixed" else (),
        driver="measure" if verdict == "mixed" else None,
        card=_card(verdict, index),
        readings=_readings(centre, verdict),
        multiverse=grid,
        specifications=specifications(centre, grid),
        checks=(
            CheckResult(name="mirror", status="passed", text="The opposite claim gets the opposite verdict."),
            CheckResult(
                name="retention", status="warning", text="The filters keep 49% of one side and 82% of the other."
            ),
            CheckResult(name="placebo_window", status="not applicable", text="A census has no placebo window."),
        ),
        plots=(_line(index),),
        evidence=rows,
        evidence_total=len(rows) + 1200,
        evidence_deaths=4321,
        headline_figures={"share": 0.1234567},
        smallest_visible="a doubling",
        altered=("threshold raised to 40%: the editor's reading",) if index == 5 else (),
        command=f"inquest check /home/someone/private/article.txt --date 2019-02-04 --claim c{index:02d}",
    )


def record(*, rows: bool = True, simulated: bool = False) -> RecordInfo:
    """One vintage with coverage to November 2018."""
    span = Span(country_id=652, country="Aldoria", start=dt.date(2016, 1, 1), end=dt.date(2018, 11, 30))
    manifest = Manifest(
        source="ucdp_ged",
        release="19.1",
        file_name="ged191.csv",
        sha256="ab" * 32,
        rows_read=1300,
        accepted=1299,
        quarantined={"no date": 1},
        spans=(span,),
        licence=Licence(
            name="CC BY 4.0",
            url="https://creativecommons.org/licenses/by/4.0/",
            rows=rows,
            attribution="Uppsala Conflict Data Program",
        ),
        citation="Uppsala Conflict Data Program, Georeferenced Event Dataset.",
        simulated=simulated,
    )
    return RecordInfo(identity="cd" * 32, manifests=(manifest,))


def _refusal(index: int, reason: RefusalReason, why: str, unlock: str, latest: str | None = None) -> Refusal:
    return Refusal(claim=f"c{index:02d}", kind="any", reason=reason, text=why, unlock=unlock, latest_covered=latest)


def _statement(index: int) -> Statement:
    start = text().index(QUOTES[index])
    ends = {"start": start, "end": start + len(QUOTES[index])}
    base = Statement(id=f"s{index:02d}", sentence=index, quote=QUOTES[index], **ends)
    extra = {
        0: {"mode": "asks", "not_checkable": "question", "reason": "Its answer is in the box above."},
        12: {"mode": "calls for", "not_checkable": "call", "reason": "A call has no truth to test."},
        13: {
            "mode": "predicts",
            "not_checkable": "prediction",
            "reason": "It was about the future.",
            "checkable_from": "from 1 December 2019",
        },
        14: {"not_checkable": "opinion", "reason": "Courage and shame are not in any record.", "speaker": "a poet"},
    }
    return base.model_copy(update=extra.get(index, {}))


def _answer() -> Answer:
    shares = (
        ("Coastal militias", 0.44, 0.38, 0.52),
        ("Highland Government", 0.31, 0.25, 0.36),
        (LABELS["long"], 0.25, 0.2, 0.3),
    )
    return Answer(
        question=QUOTES[0],
        sentences=(
            "In UCDP's record the coastal militias inflicted the largest share of the League's deaths: 44%, "
            "between 38% and 52% once unattributed deaths are given to either side.",
            "A share of deaths is not a cause: the record cannot show who made the defeat possible.",
        ),
        rows=tuple({"opponent": n, "share": f"{s:.0%}", "between": f"{lo:.0%}–{hi:.0%}"} for n, s, lo, hi in shares),
        plot=Plot(
            shape="bar",
            title="Deaths of League fighters, by who fought them",
            caption="2016–2018, best estimates; the line shows the bounds.",
            x_label="Share of deaths",
            rows=tuple(
                {"label": n, "value": s, "low": lo, "high": hi, "highlight": i == 0}
                for i, (n, s, lo, hi) in enumerate(shares)
            ),
            reference=0.5,
        ),
        findings=("F1", "F5"),
    )


def case(**changes: object) -> Case:
    """The example case; keyword arguments replace its fields."""
    tested = [_claim(i + 1, k, s) for i, (k, s) in enumerate(zip(KINDS, SPEAKERS, strict=True))]
    refused = [_claim(i, "trend") for i in (8, 9, 10, 11)]
    body = text()
    base = Case(
        inquest_version="0.1.0",
        seed=0,
        document=Document(
            text=body,
            title="Who really broke the River League?",
            author="A. Columnist",
            publisher="The Valley Courier",
            date=dt.date(2019, 2, 4),
            date_reason="given",
            address="https://example.org/league",
            sentences=(Sentence(index=0, start=0, end=len(body), text=body),),
        ),
        statements=tuple(_statement(i) for i in range(len(QUOTES))),
        claims=(*tested, *refused),
        findings=tuple(finding(i + 1, v, k) for i, (v, k) in enumerate(zip(VERDICTS, KINDS, strict=True))),
        refusals=(
            _refusal(
                8,
                "window not covered",
                "The record ends in November 2018.",
                "a UCDP release that covers 2020",
                "2018-06 to 2018-11",
            ),
            _refusal(
                9,
                "not recorded",
                "Air strikes are folded into the Government's events.",
                "a log of air strikes by day and place",
            ),
            _refusal(
                10, "not recorded", "Satellites are in no record of events.", "a log of air strikes by day and place"
            ),
        ),
        questions=(
            Question(
                id="valley",
                text="Which valley is meant?",
                options=(
                    Candidate(id="upper", label="the upper valley", weight=0.6, reason="named two lines above"),
                    Candidate(id="lower", label="the lower valley", weight=0.4, reason="the usual sense"),
                ),
            ),
        ),
        answer=_answer(),
        argument="The conclusion rests on claims 1, 4 and 5; of these the record mostly backs one, is split on one "
        "and points the other way on one.",
        record=record(),
        warnings=("The text gives no time for “for years”; four years were assumed.",),
        made=dt.date(2019, 2, 10),
    )
    return base.model_copy(update=changes)
