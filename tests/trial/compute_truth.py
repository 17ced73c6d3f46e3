"""Truth of the trial's sentences, straight from the two CSV files with pandas; shares no code with Inquest.

Each sentence carries an expression over the functions below. It is worked out under the best, low and high counts,
and without rows that sum over a month or a country. Where a side is said to have killed civilians, each of these is
worked out twice: with those killed in its attacks on civilians, and with all civilians who died in its violence, as the
words don't say which are meant. A sentence whose answers differ belongs to no set: it stands under ``left out``, with
the set it was written for and its figures.

``python tests/trial/compute_truth.py`` writes answers and figures into the file, and sorts the sentences.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

HERE = Path(__file__).parent
GED = HERE.parents[1] / "src" / "inquest" / "data" / "ged"
FILES = {"SY": "ucdp_ged_syria_2016_2019.csv.gz", "IQ": "ucdp_ged_iraq_hdx.csv.gz"}
PARTIES = {
    "REG": {"Government of Syria"},
    "GOI": {"Government of Iraq"},
    "TUR": {"Government of Turkey"},
    "IS": {"IS"},
    "SDF": {"SDF", "PYD", "YPG"},
    "SNA": {"SNA", "Hawar Kilis Operations Room", "Mare' Operations Room"},
    "HTS": {"HTS", "Jabhat Fateh al-Sham"},
    "AHRAR": {"Ahrar al-Sham"},
    "MAHDI": {"al-Mahdi Army"},
    "ANSAR": {"Ansar al-Islam"},
    "PKK": {"PKK"},
    "KDP": {"KDP"},
    "PUK": {"PUK"},
    "CIV": {"Civilians"},
}
LEFT_OUT = "left out"
FORMS = ["count", "comparison", "share", "trend", "engagement", "first", "untestable"]
NOT_REBELS = {*PARTIES["SDF"], "IS", "Civilians", "MFS", "Jaysh al-Sanadid", "Khabour Guards", "Shohadaa al-Yarmouk"}


@cache
def rows(name: str) -> pd.DataFrame:
    """A file with its sides as sets of names; the HDX file's second line is furniture."""
    frame = pd.read_csv(GED / FILES[name], low_memory=False, skiprows=[1] if name == "IQ" else None)
    for side in ("side_a", "side_b"):
        frame[side] = frame[side].map(lambda text: frozenset(str(text).split(", ")))
    days = pd.to_datetime(frame.date_end) - pd.to_datetime(frame.date_start)
    frame["summary"] = (days.dt.days >= 30) | (frame.where_prec >= 6)
    return frame


def is_party(side: frozenset[str], party: str) -> bool:
    """Whether a side holds a party; REB stands for every armed group in Syria but IS, the SDF and civilians."""
    if party == "REB":
        return all(not n.startswith("Government of") and n not in NOT_REBELS for n in side)
    return bool(side & PARTIES[party])


class Reckoner:
    """The functions that expressions may use, under one of the counts; ``fights`` adds civilians who died in fights."""

    def __init__(self, column: str, *, fights: bool = False) -> None:
        self.plain = column == "without summaries"
        self.column, self.seen, self.fights = "best" if self.plain else column, list[float](), fights

    def _rows(
        self,
        file: str,
        a: str | None = None,
        b: str | None = None,
        when: Any = None,
        adm1: str | None = None,
        adm2: str | None = None,
    ) -> pd.DataFrame:
        frame = rows(file)
        if self.plain:
            frame = frame[~frame.summary]
        if isinstance(when, int):
            when = (when, when)
        if when and isinstance(when[0], int):
            frame = frame[frame.year.between(*when)]
        elif when:
            frame = frame[frame.date_start.str[:7].between(*when)]
        if adm1:
            frame = frame[frame.adm_1.fillna("").str.contains(adm1, regex=True)]
        if adm2:
            frame = frame[frame.adm_2.fillna("").str.contains(adm2, regex=True)]
        if a or b:
            keep = [
                ((not a or is_party(x, a)) and (not b or is_party(y, b)))
                or ((not a or is_party(y, a)) and (not b or is_party(x, b)))
                for x, y in zip(frame.side_a, frame.side_b, strict=True)
            ]
            frame = frame[keep]
        return frame

    def deaths(self, *spec: Any, **more: Any) -> float:
        """Deaths in the rows that fit; noted for the figures."""
        self.seen.append(float(self._rows(*spec, **more)[self.column].sum()) + self._in_fights(*spec, **more))
        return self.seen[-1]

    def _in_fights(self, file: str, a: str | None = None, b: str | None = None, *spec: Any, **more: Any) -> float:
        """Civilians who died where the side fought an armed side; of these the files give one count only."""
        if not self.fights or a is None or b != "CIV":
            return 0
        frame = self._rows(file, a, None, *spec, **more)
        armed = [
            not (is_party(x, "CIV") or is_party(y, "CIV")) for x, y in zip(frame.side_a, frame.side_b, strict=True)
        ]
        return float(frame[armed].deaths_civilians.sum())

    def events(self, *spec: Any, **more: Any) -> int:
        """Events with at least one death under the count (under low: those with a low of one or more)."""
        frame = self._rows(*spec, **more)
        self.seen.append(int((frame[self.column] > 0).sum()))
        return int(self.seen[-1])

    def first(self, *spec: Any, **more: Any) -> int:
        """Year of the first event."""
        self.seen.append(int(self._rows(*spec, **more).year.min()))
        return int(self.seen[-1])

    def rank(self, file: str, when: Any, adm1: str) -> float:
        """Deaths of a province over those of the next."""
        by = self._rows(file, when=when).groupby("adm_1")[self.column].sum()
        mine = by[by.index.str.contains(adm1)]
        self.seen += [float(mine.sum()), float(by.drop(mine.index).max())]
        return self.seen[-2] / self.seen[-1]

    def peak(self, year: int, *spec: Any, **more: Any) -> float:
        """Deaths of a year over those of the next highest."""
        by = self._rows(*spec, **more).groupby("year")[self.column].sum()
        self.seen += [float(by.get(year, 0)), float(by.drop(year, errors="ignore").max())]
        return self.seen[-2] / self.seen[-1]

    def every(self, first: int, last: int, *spec: Any, **more: Any) -> bool:
        """Whether every year has an event."""
        return all(self.events(*spec, when=year, **more) > 0 for year in range(first, last + 1))


def answers(test: str) -> tuple[set[bool], dict[str, list[float]]]:
    """The answers under all counts and readings of an expression, and the figures behind each."""
    found, figures = set(), {}
    for fights in (False, True) if "'CIV'" in test and "deaths(" in test else (False,):
        for column in ("best", "low", "high", "without summaries"):
            r = Reckoner(column, fights=fights)
            names = {n: getattr(r, n) for n in ("deaths", "events", "first", "rank", "peak", "every")}
            found.add(bool(eval(test, {"__builtins__": {}}, {**names, "SY": "SY", "IQ": "IQ"})))  # noqa: S307 - our file
            figures[f"{column}, in all its violence" if fights else column] = r.seen
    return found, figures


def sort(groups: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The sentences with their answers, each in the set it was written for, or left out."""
    out: dict[str, list[dict[str, Any]]] = {name: [] for name in groups}
    for name, stored in [(n, one) for n, group in groups.items() for one in group]:
        home = stored.get("set", name)
        one = {k: v for k, v in stored.items() if k not in {"set", "verdict", "figures"}}
        if one["form"] == "untestable":
            out[home].append(one | {"verdict": "untestable"})
            continue
        found, figures = answers(one["test"])
        shown = {"figures": {k: [int(x) for x in v] for k, v in figures.items()}}
        if len(found) == 1:
            out[home].append(one | {"verdict": found.pop()} | shown)
        else:
            out[LEFT_OUT].append(one | {"set": home} | shown)
    return {name: sorted(group, key=lambda one: FORMS.index(one["form"])) for name, group in out.items()}


def main() -> None:
    path = HERE / "sentences.yaml"
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for name, group in sort(groups).items():
        lines.append(f"{name}:")
        for one in group:
            flow = yaml.safe_dump(one, default_flow_style=True, sort_keys=False, width=10_000, allow_unicode=True)
            lines.append("  - " + flow.strip())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
