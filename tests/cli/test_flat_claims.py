"""The flat list of claims: stable fields, offsets into the text, statements that are no claims of fact among them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
from tests.cli.conftest import Run
from tests.conftest import ROOT

TEXT = (
    "Army of Syria killed more than 100 people in Idlib in 2017, Kurdish officials said. The fighting between the SDF "
    "and Islamic State in Raqqa did not decline. The world should act at once. From 30 to 80 people were killed in "
    "Homs in 2018."
)


def listed(run: Run, folder: Path, *words: str) -> list[dict[str, Any]]:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run("claims", "a.txt", "--json", *words)
    assert (done.code, done.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.out or (folder / "c.json").read_text(encoding="utf-8"))
    return found


def test_the_list_follows_its_schema_and_quotes_the_text(run: Run, tmp_path: Path) -> None:
    found = listed(run, tmp_path)
    jsonschema.validate(found, json.loads((ROOT / "schemas" / "claims-1.json").read_text(encoding="utf-8")))
    assert all(TEXT[c["start"] : c["end"]] == c["quote"] for c in found)
    assert [c["start"] for c in found] == sorted(c["start"] for c in found)


def test_names_times_and_amounts_are_plain(run: Run, tmp_path: Path) -> None:
    first = listed(run, tmp_path)[0]
    assert (first["kind"], first["checkable"], first["polarity"]) == ("level", True, "affirm")
    assert first["period"] == {"start": "2017-01-01", "end": "2017-12-31"}
    assert first["place"] == "Idlib"
    assert first["quantity"] == {"op": ">", "value": 100.0, "unit": "deaths"}
    assert "fficials" in first["speaker"]


def test_between_has_two_values_and_the_writer_is_the_article(run: Run, tmp_path: Path) -> None:
    last = listed(run, tmp_path)[-1]
    assert last["quantity"] == {"op": "between", "value": [30.0, 80.0], "unit": "deaths"}
    assert last["speaker"] == "article"


def test_what_is_no_claim_of_fact_is_listed_with_its_kind(run: Run, tmp_path: Path) -> None:
    (call,) = [c for c in listed(run, tmp_path) if not c["checkable"]]
    assert (call["kind"], call["quote"]) == ("normative", "The world should act at once.")


def test_it_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    assert listed(run, tmp_path, "--output", "c.json") == listed(run, tmp_path)


def test_a_prediction_is_listed_with_the_place_that_it_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("The rebels will attack Idlib. The army will leave from Homs.", encoding="utf-8")
    found = json.loads(run("claims", "b.txt", "--json").out)
    assert [(c["kind"], c["place"]) for c in found] == [("prediction", "Idlib"), ("prediction", None)]
