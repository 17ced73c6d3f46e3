"""A whole check of the demo commentary, and one warm question, against what people do today.

Ratios in one run, each command a process of its own, the record already built:

- ``inquest check`` of a text against ``import pandas`` plus reading the bundled Syria CSV with it;
- the same against a plain pandas script that answers the same specifications one by one (measured on a sample of
  them and scaled, since the whole takes minutes);
- ``inquest ask`` of one sentence, another one in each run, against that import and read.

Ratios are given by the clock and by processor time, which other work on the machine disturbs less.

Run: ``./dev bench check`` or ``python benchmarks/check.py [ARTICLE DATE]``.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from statistics import median

RUNS = 5
SAMPLE = 60
"""Specifications that the plain script answers before its time is scaled to all of them."""
SENTENCES = (
    "More than 4,000 people were killed in the violence in Mosul in 2017.",
    "Fewer than 500 people were killed in Homs in 2018.",
    "More than 1,000 people were killed in the fighting in Deir ez-Zor in 2019.",
    "At least 3,000 people were killed in Aleppo in 2016.",
    "More than 2,000 people were killed in Raqqa in 2017.",
    "More than 300 people were killed in Fallujah in 2016.",
)
"""A new one for each run: no answer, and no outline of its place, was computed before."""
GED = files("inquest").joinpath("data/ged")


def timed(command: list[str], home: Path) -> tuple[float, float]:
    """Seconds on the clock and of the processor (user and system) of a process."""
    installed = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # compiled once, as installed
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env={**installed, "INQUEST_HOME": str(home)})
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def plain(selections: list, frame) -> float:
    """Seconds a specification of the plain way: filter the frame for each term and sum."""
    import pandas as pd

    start = time.perf_counter()
    for terms in selections:
        for term in terms:
            begin, end = pd.Timestamp(term.start, unit="D"), pd.Timestamp(term.end, unit="D")
            days = pd.to_datetime(frame["date_start"])
            rows = frame[(days >= begin) & (days <= end) & frame["type_of_violence"].isin(term.sides.violence)]
            for key in (term.sides.actor, term.sides.opponent):
                if key != "*":
                    name = key.split("/")[0].replace("-", " ")
                    rows = rows[
                        rows["side_a"].str.casefold().str.contains(name, regex=False)
                        | rows["side_b"].str.casefold().str.contains(name, regex=False)
                    ]
            rows = rows[
                (rows["where_prec"] <= term.quality.max_precision) & (rows["event_clarity"] <= term.quality.max_clarity)
            ]
            if term.bin == "window":
                rows[["low", "best", "high"]].sum()
            else:
                rows.groupby(pd.to_datetime(rows["date_start"]).dt.to_period("M"))[["low", "best", "high"]].sum()
    return (time.perf_counter() - start) / len(selections)


def specifications(article: Path, date: str, home: Path) -> list:
    """The terms of every specification of a check."""
    from inquest.api import begin
    from inquest.read import open_document

    inquiry = begin(open_document(article, date=date), home=home)
    return [list(terms.values()) for planned in inquiry.plan() for terms in planned.selections]


def main() -> None:
    from inquest.api import DEMO_DATE, demo_text

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        article, date = home / "article.txt", DEMO_DATE
        article.write_text(demo_text(), "utf-8")
        if len(sys.argv) == 3:
            article, date = Path(sys.argv[1]), sys.argv[2]
        inquest = [sys.executable, "-m", "inquest"]
        read = [
            sys.executable,
            "-c",
            f"import pandas; pandas.read_csv({str(GED / 'ucdp_ged_syria_2016_2019.csv.gz')!r})",
        ]
        check = [*inquest, "check", str(article), "--date", date]
        timed(check, home)  # builds the record
        timed([*inquest, "ask", SENTENCES[-1]], home)
        rounds = [
            (timed(check, home), timed([*inquest, "ask", SENTENCES[i]], home), timed(read, home)) for i in range(RUNS)
        ]
        whole, single, floor = (
            tuple(median(run[k] for run in column) for k in (0, 1)) for column in zip(*rounds, strict=True)
        )

        import pandas as pd

        frame = pd.read_csv(str(GED / "ucdp_ged_syria_2016_2019.csv.gz"))
        terms = specifications(article, date, home)
        step = max(len(terms) // SAMPLE, 1)
        by_hand = plain(terms[::step], frame) * len(terms)
    print(f"{len(terms):,} specifications; medians of {RUNS} runs in turn\n")
    print("| what | seconds | ratio | of processor time | ratio | target |\n|---|---|---|---|---|---|")
    print(f"| import pandas and read the Syria CSV | {floor[0]:.2f} | 1 | {floor[1]:.2f} | 1 | |")
    for name, found, target in (("`inquest check`, record built", whole, 3), ("`inquest ask`, warm", single, 1)):
        ratios = [one / other for one, other in zip(found, floor, strict=True)]
        print(f"| {name} | {found[0]:.2f} | {ratios[0]:.2f} | {found[1]:.2f} | {ratios[1]:.2f} | at most {target} |")
    print(
        f"| plain pandas, one specification at a time | {by_hand:.0f} | {by_hand / whole[0]:.0f} times the check "
        f"| {by_hand:.0f} | {by_hand / whole[1]:.0f} times the check | at least 50 |"
    )
    missed = [
        name
        for name, met in (
            ("the whole check", whole[1] <= 3 * floor[1]),
            ("the warm question", single[1] <= floor[1]),
            ("the plain script", by_hand >= 50 * whole[1]),
        )
        if not met
    ]
    if missed:
        sys.exit(f"missed by processor time: {', '.join(missed)}")


if __name__ == "__main__":
    main()
