"""A whole check of the demo commentary, and one warm question, against what people do today.

Ratios in one run, each command a process of its own, the record already built:

- ``inquest check`` of a text against ``import pandas`` plus reading the bundled Syria CSV with it;
- the same against a plain pandas script that answers the same specifications one by one (measured on a sample of
  them and scaled, since the whole takes minutes);
- ``inquest ask`` of one sentence against that import and read.

Run: ``./dev bench check`` or ``python benchmarks/check.py [ARTICLE DATE]``.
"""

import os
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
SENTENCE = "More than 4,000 people were killed in the violence in Mosul in 2017."
GED = files("inquest").joinpath("data/ged")


def timed(command: list[str], home: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "INQUEST_HOME": str(home)})
    return time.perf_counter() - start


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
        check, ask = [*inquest, "check", str(article), "--date", date], [*inquest, "ask", SENTENCE]
        timed(check, home)  # builds the record
        rounds = [(timed(check, home), timed(ask, home), timed(read, home)) for _ in range(RUNS)]
        whole, single, floor = (median(column) for column in zip(*rounds, strict=True))

        import pandas as pd

        frame = pd.read_csv(str(GED / "ucdp_ged_syria_2016_2019.csv.gz"))
        terms = specifications(article, date, home)
        step = max(len(terms) // SAMPLE, 1)
        by_hand = plain(terms[::step], frame) * len(terms)
    print(f"{len(terms):,} specifications; medians of {RUNS} runs in turn\n")
    print("| what | seconds | ratio | target |\n|---|---|---|---|")
    print(f"| import pandas and read the Syria CSV | {floor:.2f} | 1 | |")
    print(f"| `inquest check`, record built | {whole:.2f} | {whole / floor:.2f} | at most 3 |")
    print(f"| `inquest ask`, warm | {single:.2f} | {single / floor:.2f} | at most 1 |")
    slower = by_hand / whole
    print(f"| plain pandas, one specification at a time | {by_hand:.0f} | {slower:.0f} checks | at least 50 |")


if __name__ == "__main__":
    main()
