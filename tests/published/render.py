"""The page docs/published.md from the published figures and what the bundled record says.

Run ``python -m tests.published.render`` at the root after a change; a test holds the page to this.
"""

from pathlib import Path
from typing import Any

from tests.published.compute import bounds, computed, distance, published

from inquest.api import begin
from inquest.multiverse.session import Session
from inquest.read import open_document

PAGE = Path(__file__).parents[2] / "docs" / "published.md"
HEAD = """\
# Published figures and the bundled record

Figures that others published on the wars in Syria and Iraq, and what Inquest computes from the record that it
carries (UCDP GED: Syria from 1 January 2016 to 30 November 2019, Iraq from 1989 to 2018). A check of the record and
of the sums, not of the publishers: two counts that differ mostly count different things, and the last column says
which. `tests/published/figures.yaml` holds every figure with its query; a test computes this page anew.

Figures are best estimates, with the record's own low and high in brackets; "within" says that the published figure
lies between them. The high of a count of civilians holds the dead of unknown status. An event counts on its first day.
A battle's months are those with at least a quarter of the deaths of its deadliest month, without a gap.

"""


def session(home: Path | None = None) -> Session:
    """A session on the bundled record."""
    return begin(open_document("People died in Syria."), home=home).session


def shown(value: Any, unit: str) -> str:
    """A figure as the page prints it."""
    if isinstance(value, dict):
        return f"{sum(value.values()):,} over {len(value)} years"
    if isinstance(value, list):
        return " to ".join(shown(v, unit) for v in value)
    return f"{value:,}" if isinstance(value, int) and unit == "deaths" else str(value)


def apart(entry: dict[str, Any], found: Any) -> str:
    """The distance as the page prints it."""
    far = distance(entry["figure"], found)
    width = entry["unit"].split()[-1].rstrip("s")
    if width == "year":
        far = abs(found - entry["figure"])
    if width in ("month", "year"):
        return "same" if far == 0 else f"{far:.0f} {width}{'s' if far > 1 else ''} off"
    return f"x {far:.2f}"


def ranged(at: Session, entry: dict[str, Any], found: Any) -> tuple[str, bool]:
    """Inquest's figure with the record's low and high, and whether the published one lies between them."""
    text = shown(found, entry["unit"])
    if entry["shape"] != "total":
        return text, False
    low, high = bounds(at, entry["ask"])
    ends = entry["figure"] if isinstance(entry["figure"], list) else [entry["figure"]]
    return f"{text} ({low:,} to {high:,})", any(low <= e <= high for e in ends)


def cell(text: str) -> str:
    return text.replace("|", "/")


def render(at: Session) -> str:
    """The whole page."""
    file = published()
    sources, numbers = file["sources"], {name: i + 1 for i, name in enumerate(file["sources"])}
    lines = [
        "## Figures",
        "",
        "| what | published | Inquest | | source | why they differ |",
        "|---|---|---|---|---|---|",
    ]
    for e in file["figures"]:
        found = computed(at, e)
        what = f"{e['place']}, {e['period']}: {e['counts']}"
        mine, within = ranged(at, e, found)
        far = apart(e, found) + (", within" if within else "")
        cells = (what, shown(e["figure"], e["unit"]), mine, far, f"[{numbers[e['source']]}]", e["why"])
        lines.append("| " + " | ".join(cell(c) for c in cells) + " |")
    lines += ["", "## How close they should be", "", "| class | expected | why | figures |", "|---|---|---|---|"]
    for name, way in file["closeness"].items():
        low, high = way["within"]
        count = sum(e["close"] == name for e in file["figures"])
        lines.append(f"| {name} | {low} to {high} | {way['reason']} | {count} |")
    lines += ["", "## Sources", "", "Titles in square brackets are descriptions.", ""]
    for name, number in numbers.items():
        s = sources[name]
        doi = f" doi:{s['doi']}." if s["doi"] else ""
        lines.append(f"{number}. {s['author']} ({s['year']}). {s['title']}.{doi} Seen: {s['seen']}.")
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(render(session()), "utf-8")
