"""How often a kind of test errs where the truth is known: the figures shipped with the package."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

FOLDER = "data/calibration"


@cache
def measured_errors(kind: str, mode: str) -> Mapping[str, Any]:
    """Figures of ``inquest calibrate`` (``model.calibration.Summary`` as JSON values); empty if not measured yet.

    >>> measured_errors("no such kind", "census")
    {}
    """
    path = files("inquest").joinpath(FOLDER, f"{kind}.json")
    found: Mapping[str, Mapping[str, Any]] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found.get(mode, {})
