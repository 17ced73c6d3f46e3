"""Our scorer gives the figures of the folder of worked cases, and marks what is wrong."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import CASES
from tests.texts.predicting import as_note, dated, errors, table
from tests.texts.scoring import SLOTS, Names, figures, match, pairs, plain, same_period, same_quantity, score_folder

HERE = Path(__file__).parent
ALIASES = HERE / "aliases.json"


def _as_prediction(note: dict[str, Any], text: str, claim: dict[str, Any]) -> dict[str, Any]:
    start = text.index(claim["sentence"])
    slots = {
        k: claim[k] for k in ("kind", "checkable", "speaker", "actors", "targets", "place", "polarity", "quantity")
    }
    return {
        "quote": claim["sentence"],
        "start": start,
        "end": start + len(claim["sentence"]),
        "period": {"start": claim["time"]["start"], "end": claim["time"]["end"]},
        **slots,
    }


def _gold(folder: Path) -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("[0-9][0-9].json")):
        note = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n", 2)[2]
        out[path.stem] = [_as_prediction(note, text, c) for c in note["claims"]]
    return out


def _spoilt(claim: dict[str, Any], others: list[dict[str, Any]], dice: random.Random) -> list[dict[str, Any]]:
    """The claim lost, doubled, or with some slots of another claim, so that every rule of matching is used."""
    if dice.random() < 0.15:
        return []
    new = dict(claim)
    for slot in (*(s for s in SLOTS if s != "period"), "period", "checkable"):
        if dice.random() < 0.25:
            new[slot] = dice.choice(others)[slot]
    if dice.random() < 0.2:
        new["actors"], new["targets"] = new["targets"], new["actors"]
    if new["quantity"] and new["quantity"]["value"] and dice.random() < 0.5:
        value = new["quantity"]["value"]
        scale = dice.choice([1.0, 1.01, 1.1])
        scaled = [v * scale for v in value] if isinstance(value, list) else value * scale
        new["quantity"] = {**new["quantity"], "value": scaled, "op": dice.choice([">", ">=", "~", "<", "="])}
    if new["period"]["start"] and dice.random() < 0.3:
        new["period"] = dice.choice(
            [{"start": new["period"]["start"][:7], "end": new["period"]["end"]}, {"start": None, "end": "2017"}, {}]
        )
    if dice.random() < 0.1:
        new |= {"start": None, "end": None}
    return [new, dict(new, kind="level")] if dice.random() < 0.15 else [new]


@pytest.mark.shared
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_scorer_of_the_worked_cases_gives_the_same_figures(tmp_path: Path, seed: int) -> None:
    assert CASES is not None
    cases, dice = CASES / "cases", random.Random(seed)  # noqa: S311 - made-up mistakes, no secrets
    gold = _gold(cases / "texts")
    pool = [c for claims in gold.values() for c in claims]
    made_up = {stem: [s for c in claims for s in _spoilt(c, pool, dice)] for stem, claims in gold.items()}
    for stem, claims in made_up.items():
        (tmp_path / f"{stem}.json").write_text(json.dumps(claims), encoding="utf-8")
    command = [sys.executable, cases / "score.py", cases / "texts", tmp_path, "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    found = score_folder(cases / "texts", cases / "aliases.json", made_up)
    for name, report in [("all", theirs["all"]), *theirs["texts"].items()]:
        ours = figures([p for ps in found.values() for p in ps] if name == "all" else found[name])
        for part in ("checkable", "listed", "kind_and_actors"):
            assert ours[part] == pytest.approx(report[part]["f1"], abs=1e-4), (name, part)
        for slot in SLOTS:
            assert ours["accuracy"][slot] == pytest.approx(report["accuracy"][slot], abs=1e-4), (name, slot)
        assert [ours[k] for k in ("annotated", "predicted", "matched")] == [
            report[k] for k in ("annotated", "predicted", "matched")
        ], name


def test_the_annotation_itself_scores_one() -> None:
    found = score_folder(HERE / "dev", ALIASES, _gold(HERE / "dev"))
    scored = figures([p for pairs in found.values() for p in pairs])
    assert scored["checkable"] == scored["listed"] == scored["kind_and_actors"] == 1.0
    assert set(scored["accuracy"].values()) == {1.0}
    assert errors(found) == "\n"


def test_nothing_predicted_scores_nothing_and_all_is_missed() -> None:
    found = score_folder(HERE / "dev", ALIASES, {})
    scored = figures(found["01"])
    assert scored["checkable"] == scored["listed"] == 0.0
    assert errors({"01": found["01"]}).count("MISSED") == scored["annotated"] == len(_gold(HERE / "dev")["01"])


def test_a_wrong_slot_is_shown_with_its_sentence() -> None:
    made_up = _gold(HERE / "dev")["01"]
    made_up[0] = {**made_up[0], "actors": ["Government of France"]}
    found = {"01": score_folder(HERE / "dev", ALIASES, {"01": made_up})["01"]}
    shown = errors(found)
    assert "actors    want ['Government of Russia'], got ['Government of France']" in shown
    assert made_up[0]["quote"] in shown
    assert table(found).splitlines()[-1].startswith("  ")


def test_pairs_are_as_many_as_possible_and_then_the_best() -> None:
    assert pairs([[110, 100], [110, 101]]) in ([(0, 0), (1, 1)], [(1, 1), (0, 0)])
    assert pairs([[1, 5]]) == [(0, 1)]
    assert pairs([[1], [5]]) == [(1, 0)]
    assert pairs([]) == []


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ({"start": "2016", "end": "2016"}, {"start": "2016-01-01", "end": "2016-12-31"}, True),
        ({"start": "2016-01-01", "end": "2016-06-30"}, {"start": "2016-01-01", "end": "2016-12-31"}, False),
        ({"start": "2016-01-01", "end": "2016-08-30"}, {"start": "2016-01-01", "end": "2016-12-31"}, True),
        ({"start": None, "end": "2016-12-31"}, {"start": "2007-01-01", "end": "2016-12-31"}, True),
        ({"start": None, "end": None}, None, True),
        (None, {"start": "2016", "end": None}, False),
    ],
)
def test_periods_agree_by_half(a: dict[str, Any] | None, b: dict[str, Any] | None, same: bool) -> None:
    assert same_period(a, b) is same
    assert same_period(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ((">", 100, "deaths"), (">=", 101, "killed"), True),
        ((">", 100, "deaths"), ("=", 100, "deaths"), False),
        (("<", 100, "deaths (civilians)"), ("~", 100, "deaths"), True),
        (("=", 100, "deaths"), ("=", 103, "deaths"), False),
        (("=", 100, "deaths"), ("=", 100, "strikes"), False),
        (("=", 40, "% of deaths"), ("=", 40, "percent"), True),
        (("between", [30, 80], "clashes"), ("between", [30, 80], "clashes"), True),
        (("between", [30, 80], "clashes"), ("=", 80, "clashes"), False),
    ],
)
def test_amounts_agree(a: tuple[str, Any, str], b: tuple[str, Any, str], same: bool) -> None:
    names = Names.of(json.loads(ALIASES.read_text(encoding="utf-8")), "01")
    want, got = (dict(zip(("op", "value", "unit"), q, strict=True)) for q in (a, b))
    assert same_quantity(want, got, names) is same
    assert same_quantity(None, None, names)
    assert not same_quantity(want, None, names)


def test_names_are_compared_without_their_dress() -> None:
    assert plain("the “Islamic State” (IS)") == "islamic state"
    assert plain("Nīš’s ") == "nis"


@pytest.mark.parametrize(
    ("date", "day", "known"),
    [("2016-03-27", "2016-03-27", "day"), ("2015-11", "2015-11-30", "month"), ("2008", "2008-12-31", "year")],
)
def test_a_date_may_be_a_month_or_a_year(date: str, day: str, known: str) -> None:
    document = dated("Three soldiers were killed.", date)
    assert str(document.date) == day
    assert document.date_precision == known


def test_a_single_claim_is_a_text_of_one_sentence() -> None:
    names = Names.of(json.loads(ALIASES.read_text(encoding="utf-8")), "")
    for one in yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8")):
        note = as_note(one)
        prediction = _as_prediction(note, one["sentence"], note["claims"][0])
        scored = figures(match(note, one["sentence"], [prediction], names))
        assert set(scored["accuracy"].values()) <= {0.0, 1.0}
        assert [s for s, right in scored["accuracy"].items() if not right and s != "quantity"] == []
        assert scored["accuracy"]["quantity"] == bool(one["quantity"])
        assert scored["checkable"] == one["checkable"]


def test_the_script_runs_by_its_path_and_names_what_it_cannot_find(tmp_path: Path) -> None:
    command = [sys.executable, HERE / "score.py"]
    done = subprocess.run([*command, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "neither a folder of annotated texts" in done.stderr
    for suffix in (".json", ".txt"):
        (tmp_path / f"01{suffix}").write_bytes((HERE / "dev" / f"01{suffix}").read_bytes())
    shown = subprocess.run(
        [*command, tmp_path, "--aliases", ALIASES], capture_output=True, text=True, check=True
    ).stdout
    assert [line.split()[0] for line in shown.splitlines()[:3]] == ["ann", "01", "all"]
