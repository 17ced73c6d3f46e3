"""JSON Schemas of the findings, cases and calibrations that Inquest writes, generated from the model."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from inquest.model.calibration import Calibration
from inquest.model.compared import Comparison
from inquest.model.finding import Case, Finding
from inquest.model.flat import FlatClaims

MAJOR = 1
"""Additive changes keep it; anything that breaks an old file raises it."""
SCHEMAS: dict[str, type[BaseModel]] = {
    f"finding-{MAJOR}.json": Finding,
    f"case-{MAJOR}.json": Case,
    f"calibration-{MAJOR}.json": Calibration,
    f"claims-{MAJOR}.json": FlatClaims,
    f"comparison-{MAJOR}.json": Comparison,
}


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what ``case_json`` writes for a model."""
    made = model.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text(name: str) -> str:
    """The committed text of a schema file of ``SCHEMAS``."""
    return json.dumps(schema(SCHEMAS[name]), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder (``python -c "..."`` after a change of the model; see docs/report.md)."""
    for name in SCHEMAS:
        (folder / name).write_text(schema_text(name), encoding="utf-8")
