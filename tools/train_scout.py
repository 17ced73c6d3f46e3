"""Trains the classifier of clauses (``extract/_scout.py``) on the annotated texts in ``tests/texts``.

    python tools/train_scout.py [--language en] [--folds 6]

Sentences written for training (``train/*.txt``) mark the words of each claim: ``<level>40 were killed</level>``; a
minus behind the kind says that a list of fatal events could not speak to it. In the annotated texts (``dev``), in
the single claims and in the frames' own examples only the *sentence* of a claim is known: there each
claim gets the clause that a classifier trained on the marked sentences finds most likely.
The classifier is told what the frames read. The marked sentences were written without looking at frames, so it learns
from them how far these can be trusted; the frames' own examples are given without their frames.
Writes the weights, and what the whole extractor reads in texts that the weights have not seen (cross-validation over
whole texts). The same texts give the same weights. Needs scikit-learn (dependency group ``dev``).
"""

import argparse
import json
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from inquest.extract import _scout
from inquest.extract._frames import load_frames
from inquest.extract._reading import Reading, find_names
from inquest.extract._scout import NONE, WEIGHTS, Weights, as_strings, clause_features, features, lexicon
from inquest.model.document import Document
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.texts.predicting import predict, score_sentences  # noqa: E402  (after the path is set)
from tests.texts.scoring import Names, Pair, figures, match  # noqa: E402

FOLDERS = ("dev",)
SINGLE = ("sentences",)
TEXTS = ROOT / "tests/texts"
SPLIT = frozenset(["level", "episode", "priority", "engagement", "comparison", "attribution"])
"""Kinds that are told apart by whether a list of fatal events could speak to the claim."""
LEAST = 3
"""Clauses that must have a feature before it is weighed."""
STRENGTH = 0.3
"""Inverse strength of the L2 penalty."""
KEPT = 0.04
"""Weight that a feature has for at least one label to be kept."""


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


class Writer:
    """Makes examples of sentences, as the extractor sees them."""

    def __init__(self, language: str) -> None:
        self.language, self.names, self.lex = language, load_gazetteer(), lexicon(language)

    def document(self, text: str, date: str = "2022-12-31") -> Document:
        """The text in the language that is trained."""
        return open_document(text, date=date).model_copy(update={"language": self.language})

    def sentences(self, text: str, date: str, wanted: dict[str, list[str]], source: str) -> Iterable[Example]:
        """Examples of a text of which the labels of each sentence are known."""
        document = self.document(text, date)
        reading = Reading(document, find_names(document, self.names))
        for sentence in document.sentences:
            found = reading.framed(sentence)
            held = next((k for k in wanted if sentence.text in k or k in sentence.text), None)
            if found is not None and held is not None:
                clauses = [features(found, c, self.lex) for c in range(len(found.sk.bounds))]
                yield Example(clauses, wanted.pop(held), source)

    def texts(self) -> Iterable[Example]:
        """The annotated texts, and the single claims in ten groups a file."""
        for path in (p for folder in FOLDERS for p in sorted((TEXTS / folder).glob("[0-9][0-9].json"))):
            note = json.loads(path.read_text(encoding="utf-8"))
            wanted: dict[str, list[str]] = {s: [] for s in note["sentences"]}
            for claim in note["claims"]:
                wanted[claim["sentence"]].append(label_of(claim["kind"], claim["checkable"]))
            text = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n", 2)[2]
            yield from self.sentences(text, _day(note["date"]), wanted, path.stem)
        for stem in SINGLE:
            for raw in yaml.safe_load((TEXTS / f"{stem}.yaml").read_text(encoding="utf-8")):
                wanted = {raw["sentence"]: [label_of(raw["kind"], raw["checkable"])]}
                yield from self.sentences(raw["sentence"], _day(raw["date"]), wanted, f"{stem}-{raw['id'][-1]}")

    def marked(self) -> Iterable[Example]:
        """The sentences of ``train``, with the label of each clause."""
        for path in sorted((TEXTS / "train").glob("*.txt")):
            for line in path.read_text(encoding="utf-8").splitlines():
                plain, spans = _spans(line)
                if not plain.strip():
                    continue
                document = self.document(plain)
                reading = Reading(document, find_names(document, self.names))
                shift = len(plain) - len(plain.lstrip())
                for sentence in document.sentences:
                    found = reading.framed(sentence)
                    if found is None:
                        continue
                    sk = found.sk
                    clauses = [features(found, c, self.lex) for c in range(len(sk.bounds))]
                    ends = [[sk.units[i] for i in sk.clause_units(c)] for c in range(len(sk.bounds))]
                    known = _labels([(u[0].start + shift, u[-1].end + shift) for u in ends], spans)
                    yield Example(clauses, [x for k in known for x in k if x != NONE], "train", known)

    def framed(self) -> Iterable[Example]:
        """The example of every frame: the kind of a frame is what the classifier should find in its words."""
        for frame in (f for f in load_frames(self.language) if f.tested):
            document = self.document(frame.example)
            sk = Reading(document, find_names(document, self.names)).skeleton(document.sentences[-1])
            label = label_of(frame.kind, frame.slots.get("needs") not in {"means", "media"})
            clauses = [clause_features(sk, c, self.lex) for c in range(len(sk.bounds))]
            yield Example(clauses, [label], "frames", [[label]] if len(clauses) == 1 else None)


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
        self.fit = LogisticRegression(C=STRENGTH, max_iter=100, tol=1e-3)
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


def train(data: list[Example], first: "Model | None" = None) -> Model:
    """Clause by clause; what is known of whole sentences settles on the clauses where ``first`` finds it likely."""
    rows, targets, weight = [], [], []
    for one in data:
        if one.known is None and first is None:
            continue
        for clause, labels in zip(one.clauses, one.known or _settled(one, first), strict=True):
            for label in labels:
                rows.append(clause)
                targets.append(label)
                weight.append(1 / len(labels))
    return Model(rows, targets, weight)


def _settled(one: Example, model: Model) -> list[list[str]]:
    """Labels of the clauses of a sentence whose own labels are known only as a whole."""
    chances = model.chances(one.clauses)
    gain = np.log(chances + 1e-9) - np.log(chances[:, [model.labels.index(NONE)]] + 1e-9)
    known = [label for label in one.labels if label in model.labels]
    columns = [model.labels.index(label) for label in known]
    taken = dict(zip(*map(list, linear_sum_assignment(-gain[:, columns])), strict=True)) if known else {}
    return [[known[taken[c]] if c in taken else NONE] for c in range(len(one.clauses))]


def weights_of(model: Model) -> dict[str, Any]:
    """What is written: features with a weight worth keeping, in hundredths."""
    table = np.round(model.fit.coef_.T, 2)
    kept = {
        f: [round(100 * x) for x in row]
        for f, row in zip(model.features, table, strict=True)
        if np.abs(row).max() >= KEPT
    }
    return {"labels": model.labels, "bias": [round(float(b), 3) for b in model.fit.intercept_], "features": kept}


def unseen(texts: set[str], raw: dict[str, Any]) -> dict[str, list[Pair]]:
    """What the whole extractor reads with these weights in some texts, beside their annotation, set by set."""
    trained = Weights.read(as_strings(raw))
    _scout.weights = lambda _language: trained  # type: ignore[assignment]
    names, aliases = load_gazetteer(), json.loads((TEXTS / "aliases.json").read_text(encoding="utf-8"))
    found: dict[str, list[Pair]] = {}
    for folder in FOLDERS:
        read = predict(TEXTS / folder, names, texts)
        for stem, claims in read.items():
            note = json.loads((TEXTS / folder / f"{stem}.json").read_text(encoding="utf-8"))
            text = (TEXTS / folder / f"{stem}.txt").read_text(encoding="utf-8").split("\n", 2)[2]
            found.setdefault(folder, []).extend(match(note, text, claims, Names.of(aliases, stem)))
    for stem in SINGLE:
        ends = "".join(t.removeprefix(f"{stem}-") for t in texts if t.startswith(f"{stem}-"))
        if ends:
            single = score_sentences(TEXTS / f"{stem}.yaml", TEXTS / "aliases.json", names, ends)
            found.setdefault(stem, []).extend(p for one in single.values() for p in one)
    return found


def main() -> None:
    """Cross-validate, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", default="en")
    parser.add_argument("--folds", type=int, default=6)
    args = parser.parse_args()
    writer = Writer(args.language)
    data = [*writer.texts(), *writer.marked(), *writer.framed()]
    texts = sorted({one.text for one in data if one.known is None} - {"frames"})
    _say(f"{len(data)} sentences, {sum(len(o.labels) for o in data)} claims, {len(texts)} texts")
    first = train([one for one in data if one.known is not None])
    held: dict[str, list[Pair]] = {}
    for fold in range(args.folds):
        out = set(texts[fold :: args.folds])
        model = train([one for one in data if one.text not in out], first)
        for name, pairs in unseen(out, weights_of(model)).items():
            held.setdefault(name, []).extend(pairs)
    scores = {name: _rounded(figures(held[name])) for name in sorted(held)}
    _say("in texts that the classifier has not seen:")
    for name, one in scores.items():
        _say(f"  {name:15}", one)
    path = ROOT / "src/inquest/extract/frames" / args.language / WEIGHTS
    weights = weights_of(train(data, first)) | {"scores": scores, "sentences": len(data)}
    path.write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf-8")
    _say(f"{len(weights['features'])} features, {path.stat().st_size / 1000:.0f} kB")


def _rounded(f: dict[str, Any]) -> dict[str, float]:
    """The figures that are kept with the weights."""
    kept = {"checkable": f["checkable"], "listed": f["listed"], "kind": f["accuracy"]["kind"]}
    return {name: round(value, 2) for name, value in kept.items()} | {"claims": f["annotated"]}


if __name__ == "__main__":
    main()
