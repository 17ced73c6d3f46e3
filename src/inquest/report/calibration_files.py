"""A calibration as files: JSON, a page for each kind, an index, a page with pictures."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inquest.errors import MachineError
from inquest.model.calibration import Calibration
from inquest.report.calibration import measured_words
from inquest.report.calibration_text import calibration_index, calibration_page
from inquest.report.files import write_text


def calibration_json(found: Calibration) -> str:
    """The calibration as JSON, after ``schemas/calibration-1.json``."""
    return json.dumps(found.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write_folder(found: Calibration, folder: Path) -> None:
    """Write ``<kind>.json`` and ``<kind>.md`` of every kind, ``index.md`` and ``calibration.html``.

    The index and the page with pictures hold every kind whose results are in the folder, of this run or an earlier one.

    Raises
    ------
    MachineError
        If the folder can't be made or written.
    """
    from inquest.report.calibration_html import render_calibration_html

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(
            f"{folder} can't be made ({error.strerror})", "a folder that may be written to", cure="give another --out"
        ) from error
    for kind in found.kinds:
        own = found.model_copy(update={"kinds": (kind,)})
        write_text(folder / f"{kind.kind}.json", calibration_json(own))
        write_text(folder / f"{kind.kind}.md", calibration_page(found, kind))
    held = [Calibration.model_validate_json(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
    write_text(folder / "index.md", calibration_index([(one, kind) for one in held for kind in one.kinds]))
    last = found.model_copy(update={"kinds": tuple(kind for one in held for kind in one.kinds)})
    write_text(folder / "calibration.html", render_calibration_html(last))


MEASURED = "**Measured.**"
"""How the line begins that a kind's docs page has from its calibration."""


def measured_line(kind: str, figures: Mapping[str, Mapping[str, Any]]) -> str:
    """The line of ``docs/kinds/<kind>.md`` that holds the shipped figures, by mode."""
    words = [measured_words(figures[mode]) for mode in sorted(figures)]
    if len(words) > 1:
        words = [f"As a {mode}: {text}" for mode, text in zip(sorted(figures), words, strict=True)]
    return f"{MEASURED} {' '.join(words)} [Table](../calibration/{kind}.md)."


def with_measured_line(page: str, line: str) -> str:
    r"""A docs page with its line of measured figures put in, or in place of the one it has.

    >>> with_measured_line("# x\n\n**Measured.** old\n", "**Measured.** new")
    '# x\n\n**Measured.** new\n'
    """
    if re.search(rf"^{re.escape(MEASURED)}", page, re.M):
        return re.sub(rf"^{re.escape(MEASURED)}.*$", lambda _: line, page, flags=re.M)
    return f"{page.rstrip()}\n\n{line}\n"
