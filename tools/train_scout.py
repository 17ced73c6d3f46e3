"""Trains the classifier of clauses (``extract/_scout.py``) on the annotated texts in ``tests/texts``.

    python tools/train_scout.py [--language en] [--folds 6]

Sentences written for training (``train/*.txt``) mark the words of each claim: ``<level>40 were killed</level>``; a
minus behind the kind says that a list of fatal events could not speak to it. In the annotated texts (``dev``), in the
single claims and in the frames' own examples only the *sentence* of a claim is known: there a clause's label is what
the classifier of the round before finds most likely (hard expectation-maximisation, begun from whole sentences).
Prints scores by cross-validation over whole texts and writes the weights. The same texts give the same weights. Needs
scikit-learn (dependency group ``dev``).
"""

import argparse
import json
import re
import sys
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from inquest.extract._frames import load_frames
from inquest.extract._reading import Reading, find_names
from inquest.extract._scout import NONE, WEIGHTS, clause_features, lexicon, listed_only
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "tests/texts"
SPLIT = frozenset(["level", "episode", "priority", "engagement", "comparison", "attribution"])
"""Kinds that are told apart by whether a list of fatal events could speak to the claim."""
LEAST = 3
"""Clauses that must have a feature before it is weighed."""
STRENGTH = 0.3
"""Inverse strength of the L2 penalty."""
ROUNDS = 2


@dataclass
class Example:
    """A sentence: the features of its clauses, the labels of its claims, the text it comes from.

    ``known`` are the labels clause by clause, where they are marked; an empty list leaves the clause out.
    """

    clauses: list[set[str]]
    labels: list[str]
    text: str
    known: list[list[str]] | None = None


def label_of(kind: str, checkable: bool) -> str:
    """Kind, with a minus where the record could not speak to it."""
    return kind if checkable or kind not in SPLIT else f"{kind}-"


def examples(folder: str, language: str) -> list[Example]:
    """Sentences of the texts of a folder and, with ``dev``, the single claims."""
    names, lex = load_gazetteer(), lexicon(language)
    found: list[Example] = []

    def read(text: str, date: str, wanted: dict[str, list[str]], source: str) -> None:
        document = open_document(text, date=date).model_copy(update={"language": language})
        reading = Reading(document, find_names(document, names))
        for sentence in document.sentences:
            sk = reading.skeleton(sentence)
            held = next((k for k in wanted if sentence.text in k or k in sentence.text), None)
            if sk.units and held is not None:
                clauses = [clause_features(sk, c, lex) for c in range(len(sk.bounds))]
                found.append(Example(clauses, wanted.pop(held), source))

    for path in sorted((TEXTS / folder).glob("[0-9][0-9].json")):
        note = json.loads(path.read_text(encoding="utf-8"))
        wanted: dict[str, list[str]] = {s: [] for s in note["sentences"]}
        for claim in note["claims"]:
            wanted[claim["sentence"]].append(label_of(claim["kind"], claim["checkable"]))
        text = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n", 2)[2]
        read(text, _day(note["date"]), wanted, path.stem)
    if folder == "dev":
        for raw in yaml.safe_load((TEXTS / "sentences.yaml").read_text(encoding="utf-8")):
            wanted = {raw["sentence"]: [label_of(raw["kind"], raw["checkable"])]}
            read(raw["sentence"], raw["date"], wanted, f"sentence-{raw['id'][-1]}")
    return found


def marked(language: str) -> list[Example]:
    """The sentences of ``train``, with the label of each clause."""
    names, lex, found = load_gazetteer(), lexicon(language), []
    for path in sorted((TEXTS / "train").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            plain, spans = _spans(line)
            if not plain.strip():
                continue
            document = open_document(plain, date="2022-12-31").model_copy(update={"language": language})
            reading = Reading(document, find_names(document, names))
            shift = len(plain) - len(plain.lstrip())
            for sentence in document.sentences:
                sk = reading.skeleton(sentence)
                if not sk.units:
                    continue
                clauses = [clause_features(sk, c, lex) for c in range(len(sk.bounds))]
                ends = [[sk.units[i] for i in sk.clause_units(c)] for c in range(len(sk.bounds))]
                known = _labels([(u[0].start + shift, u[-1].end + shift) for u in ends], spans)
                found.append(Example(clauses, [x for k in known for x in k if x != NONE], f"train-{path.stem}", known))
    return found


def framed(language: str) -> list[Example]:
    """The example of every frame: what frames read is what the classifier should find in those words."""
    names, lex, found = load_gazetteer(), lexicon(language), []
    for frame in load_frames(language):
        if not frame.tested:
            continue
        document = open_document(frame.example, date="2022-12-31").model_copy(update={"language": language})
        reading = Reading(document, find_names(document, names))
        sk = reading.skeleton(document.sentences[-1])
        label = label_of(frame.kind, frame.slots.get("needs") not in {"means", "media"})
        clauses = [clause_features(sk, c, lex) for c in range(len(sk.bounds))]
        found.append(Example(clauses, [label], "frames", [[label]] if len(clauses) == 1 else None))
    return found


def _spans(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A marked sentence without its marks, and what they mark."""
    plain, spans, at = "", [], 0
    for tag in re.finditer(r"<([a-z]+-?)>(.*?)</\1>", line):
        plain += line[at : tag.start()]
        spans.append((len(plain), len(plain) + len(tag.group(2)), tag.group(1)))
        plain += tag.group(2)
        at = tag.end()
    plain += line[at:]
    if "<" in plain or ">" in plain:
        raise SystemExit(f"a mark is open, nested or unknown: {line}")
    return plain, [(a, b, label_of(label.rstrip("-"), not label.endswith("-"))) for a, b, label in spans]


def _labels(clauses: list[tuple[int, int]], spans: list[tuple[int, int, str]]) -> list[list[str]]:
    """Each claim's label on the clause it covers most; clauses that it covers besides are left out."""
    out: list[list[str]] = [[] for _ in clauses]
    shared = set()
    for start, end, label in spans:
        over = [max(0, min(b, end) - max(a, start)) for a, b in clauses]
        out[int(np.argmax(over))].append(label)
        shared |= {c for c, n in enumerate(over) if n > 0.3 * (clauses[c][1] - clauses[c][0])}
    return [labels or ([] if c in shared else [NONE]) for c, labels in enumerate(out)]


def _day(date: str) -> str:
    parts = date[:10].split("-")
    return date[:10] if len(parts) == 3 and parts[2].isdigit() else f"{date[:4]}-12-31"


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


class Model:
    """The regression with its features and labels."""

    def __init__(self, rows: list[set[str]], targets: list[str], weight: list[float]) -> None:
        counts = Counter(f for row in rows for f in row)
        self.features = sorted(f for f, n in counts.items() if n >= LEAST)
        self.place = {f: i for i, f in enumerate(self.features)}
        self.fit = LogisticRegression(C=STRENGTH, max_iter=500, tol=1e-4)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.fit.fit(self.matrix(rows), targets, sample_weight=weight)
        self.labels = [str(c) for c in self.fit.classes_]

    def matrix(self, rows: list[set[str]]) -> csr_matrix:
        """Features of each clause as zeros and ones."""
        cells = [(i, self.place[f]) for i, row in enumerate(rows) for f in sorted(row) if f in self.place]
        at = np.array(cells, np.int64).reshape(-1, 2).T
        return csr_matrix((np.ones(at.shape[1]), (at[0], at[1])), shape=(len(rows), len(self.features)))

    def chances(self, rows: list[set[str]]) -> np.ndarray:
        """Probability of each label, shape (clauses, labels)."""
        return self.fit.predict_proba(self.matrix(rows))


def train(data: list[Example]) -> Model:
    """Begin with every clause carrying its sentence's labels, then let each label settle on one clause."""
    model: Model | None = None
    for _ in range(ROUNDS + 1):
        rows, targets, weight = [], [], []
        for one in data:
            for clause, labels in zip(one.clauses, one.known or _settled(one, model), strict=True):
                for label in labels:
                    rows.append(clause)
                    targets.append(label)
                    weight.append((1 if one.known or model else 1 / len(one.clauses)) / len(labels))
        model = Model(rows, targets, weight)
    return model


def _settled(one: Example, model: Model | None) -> list[list[str]]:
    """Labels of the clauses of a sentence whose own labels are known only as a whole."""
    if model is None:
        return [one.labels or [NONE] for _ in one.clauses]
    chances = model.chances(one.clauses)
    gain = np.log(chances + 1e-9) - np.log(chances[:, [model.labels.index(NONE)]] + 1e-9)
    known = [label for label in one.labels if label in model.labels]
    columns = [model.labels.index(label) for label in known]
    taken = dict(zip(*map(list, linear_sum_assignment(-gain[:, columns])), strict=True)) if known else {}
    return [[known[taken[c]] if c in taken else NONE] for c in range(len(one.clauses))]


def found_in(model: Model, one: Example, least: float) -> list[str]:
    """Labels that a sentence's clauses are given."""
    chances = model.chances(one.clauses)
    none = model.labels.index(NONE)
    out = []
    for row in chances:
        best = int(np.argmax(np.where(np.arange(len(row)) == none, -1, row)))
        if 1 - row[none] >= least:
            out.append(model.labels[best])
    return out


def scores(pairs: list[tuple[Example, list[str]]]) -> dict[str, float]:
    """F1 of claims that can be checked, of all claims, and how often a paired claim has its kind."""
    right = wanted = given = cw = cg = cr = kinds = 0
    for one, got in pairs:
        n = min(len(one.labels), len(got))
        right, wanted, given = right + n, wanted + len(one.labels), given + len(got)
        a = sum(not listed_only(x) for x in one.labels)
        b = sum(not listed_only(x) for x in got)
        cw, cg, cr = cw + a, cg + b, cr + min(a, b)
        kinds += sum((Counter(x.rstrip("-") for x in one.labels) & Counter(x.rstrip("-") for x in got)).values())
    return {
        "checkable": 2 * cr / max(cw + cg, 1),
        "listed": 2 * right / max(wanted + given, 1),
        "kind": kinds / max(right, 1),
    }


def main() -> None:
    """Cross-validate, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", default="en")
    parser.add_argument("--folds", type=int, default=6)
    args = parser.parse_args()
    data = examples("dev", args.language) + marked(args.language) + framed(args.language)
    texts = sorted({one.text for one in data if one.known is None} - {"frames"})
    _say(f"{len(data)} sentences, {sum(len(o.labels) for o in data)} claims, {len(texts)} texts")
    held: list[tuple[Example, Model]] = []
    for fold in range(args.folds):
        out = set(texts[fold :: args.folds])
        model = train([one for one in data if one.text not in out])
        held += [(one, model) for one in data if one.text in out]
    _say("in texts that the classifier has not seen:")
    running = [(one, model) for one, model in held if not one.text.startswith("sentence")]
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        _say(least, {k: round(v, 3) for k, v in scores([(o, found_in(m, o, least)) for o, m in running]).items()})
    model = train(data)
    path = ROOT / "src/inquest/extract/frames" / args.language / WEIGHTS
    table = np.round(model.fit.coef_.T, 2)
    kept = {
        f: [float(x) for x in row] for f, row in zip(model.features, table, strict=True) if np.abs(row).max() >= 0.02
    }
    weights = {"labels": model.labels, "bias": [round(float(b), 3) for b in model.fit.intercept_], "features": kept}
    path.write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf-8")
    _say(f"{len(kept)} features, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
