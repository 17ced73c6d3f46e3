"""The claims file: what was read from a text, as YAML that a person edits and ``check`` reads back.

A person may change any slot, add or delete claims, and answer questions; a mention may be given as plain text.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from inquest.errors import InputError
from inquest.model.claim import SLOTS, Claim, ExtractedBy, Extraction, Mention, Quantity, Statement
from inquest.model.document import Document, Sentence
from inquest.model.grounding import Grounding

FORMAT = 1
_HEAD = """\
# Claims as Inquest read them. Edit and run:  inquest check THIS_FILE
# Correct any slot; delete a claim that is none; a name may be written as plain text ("actors: [Daesh]").
# `candidates` shows what a name may mean; settle it under `questions` by writing an option's id after `answer:`.
"""
_LISTS = ("actors", "targets", "versus_actors", "versus_targets", "places", "versus_places", "milestones",
          "periods", "baselines")  # fmt: skip
_TOP = ("inquest_claims", "document", "statements", "claims", "questions", "extractors", "notes")
READING = "reading:"
"""What the id of a question begins with that asks which of two readings of a claim is meant."""
_QUESTION = ("id", "text", "options", "answer")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
M = TypeVar("M", bound=BaseModel)


class _Dumper(yaml.SafeDumper):
    """Long texts as blocks, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def _lean(model: BaseModel, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """A model's fields without those at their default."""
    full = model.model_dump(mode="json")
    default = {name: field.default for name, field in type(model).model_fields.items()}
    return {k: v for k, v in full.items() if k in keep or (v not in (None, [], (), {}) and v != default.get(k))}


def _candidates(grounding: Grounding) -> dict[str, list[str]]:
    """Mention -> what it may mean, for the reader's eyes."""
    shown: dict[str, list[str]] = {}
    for name in _LISTS[:7]:
        for grounded in getattr(grounding, name):
            found = [f"{c.id} ({c.label}; weight {c.weight:.2f}): {c.reason}" for c in grounded.candidates]
            near = [f"unknown; nearest: {', '.join(grounded.unknown)}"] if grounded.unknown else []
            shown[grounded.mention.text] = found or near or ["unknown"]
    return shown


def dump_claims(document: Document, extraction: Extraction, groundings: Sequence[Grounding] = ()) -> str:
    """The claims file of a text.

    Parameters
    ----------
    document : Document
        The text; it is kept whole, so that the file alone can be checked.
    extraction : Extraction
        Its statements and claims.
    groundings : sequence of Grounding
        What the names may mean, and open questions; in any order, matched by claim id.
    """
    by_claim = {g.claim.id: g for g in groundings}
    about = _lean(document, ("text",))
    about.pop("sentences", None)
    about["sentences"] = [f"{s.start} {s.end} {s.role}" for s in document.sentences]
    claims = []
    for claim in extraction.claims:
        entry = _lean(claim, ("polarity", "speaker"))
        if claim.id in by_claim and (shown := _candidates(by_claim[claim.id])):
            entry["candidates"] = shown
        claims.append(entry)
    questions = {q.id: q for g in groundings for q in g.questions}
    data: dict[str, Any] = {
        "inquest_claims": FORMAT,
        "document": about,
        "claims": claims,
        "statements": [_lean(s, ("sentence", "speaker", "mode")) for s in extraction.statements],
        "questions": [
            {
                "id": q.id,
                "text": q.text,
                "options": {o.id: f"{o.label}: {o.reason}" for o in q.options},
                "answer": q.answer,
            }
            for _, q in sorted(questions.items())
        ],
    }
    if extraction.by:
        data["extractors"] = [_lean(b) for b in extraction.by]
    if extraction.notes:
        data["notes"] = list(extraction.notes)
    return _HEAD + yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _check_fields(entry: Any, allowed: Sequence[str], where: str) -> dict[str, Any]:
    """The entry, if it is a mapping of known fields.

    Raises
    ------
    InputError
        Naming the misspelt field and the nearest one.
    """
    if not isinstance(entry, dict):
        raise InputError(
            f"{where} is {type(entry).__name__}", "fields with values", allowed, "see docs/extractors/rules.md"
        )
    for name in entry:
        if name not in allowed:
            near = process.extractOne(str(name), list(allowed), scorer=fuzz.ratio)
            hint = f"did you mean {near[0]!r}" if near and near[1] > 40 else "delete it or use one of the choices"
            raise InputError(f"{where} has the field {str(name)!r}", "a field of the claims file", allowed, hint)
    return entry


def _model(kind: type[M], entry: dict[str, Any], where: str) -> M:
    try:
        return kind.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(p) for p in first["loc"])
        raise InputError(
            f"{where}, field {at!r}: {first['msg']}", cure="correct the value in the claims file"
        ) from error


def _mention(value: Any, document: Document, start: int, end: int, where: str) -> Mention:
    """A mention from a mapping or from plain text, which is looked up in the claim's words first."""
    if isinstance(value, (str, int, float, dt.date)):
        words = str(value)
        at = document.text.find(words, start, end)
        at = document.text.find(words) if at < 0 else at
        if at >= 0:
            return Mention(text=words, start=at, end=at + len(words))
        return Mention(text=words, start=start, end=end, via="written by hand in the claims file")
    return _model(Mention, _check_fields(value, tuple(Mention.model_fields), where), where)


def read_claim(raw: Any, document: Document) -> Claim:
    """A claim from an entry of the file, checked: known fields, slots and values, a quote that the text holds.

    Raises
    ------
    InputError
        Naming the field and what it may hold.
    """
    where = f"claim {raw.get('id', '?')!r}" if isinstance(raw, dict) else "a claim"
    entry = dict(_check_fields(raw, (*Claim.model_fields, "candidates"), where))
    entry.pop("candidates", None)
    for slot, value in _check_fields(entry.get("slots", {}), tuple(SLOTS), f"{where}, slots").items():
        if value not in SLOTS[slot]:
            raise InputError(f"{where} fills the slot {slot!r} with {value!r}", choices=SLOTS[slot])
    if isinstance(entry.get("quantity"), dict):
        _check_fields(entry["quantity"], tuple(Quantity.model_fields), f"{where}, quantity")
    if entry.get("quote") and "start" not in entry:
        at = document.text.find(str(entry["quote"]))
        if at < 0:
            raise InputError(f"{where} quotes words that are not in the text", "words of the text, verbatim")
        entry |= {"start": at, "end": at + len(str(entry["quote"]))}
    start, end = int(entry.get("start", 0)), int(entry.get("end", 0))
    for name in _LISTS:
        values = entry.get(name, [])
        if not isinstance(values, list):
            raise InputError(f"{where}, {name} is {values!r}", "a list", cure=f"write {name}: [{values}]")
        entry[name] = [_mention(v, document, start, end, f"{where}, {name}") for v in values]
    return _model(Claim, {"frame": "by hand", **entry}, where)


def _document(raw: Any) -> Document:
    entry = dict(_check_fields(raw, tuple(Document.model_fields), "document"))
    text = str(entry.get("text", ""))
    sentences = []
    for index, line in enumerate(entry.pop("sentences", [])):
        parts = str(line).split()
        if len(parts) != 3 or not (parts[0].isdigit() and parts[1].isdigit()):
            raise InputError(f"document, sentence {index} is {line!r}", "start, end and role, as in '0 42 body'")
        a, b = int(parts[0]), int(parts[1])
        sentences.append(Sentence(index=index, start=a, end=b, text=text[a:b], role=parts[2]))
    return _model(Document, {**entry, "sentences": sentences}, "document")


def load_claims(text: str) -> tuple[Document, Extraction, dict[str, str]]:
    """Document, extraction and answers (question id -> option id) from an edited claims file.

    Raises
    ------
    InputError
        If the text is no YAML, no claims file of this format, or holds a misspelt field or a wrong value.
    """
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - the safe loader, in C where there is one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f" in line {mark.line + 1}" if mark else ""
        raise InputError(f"the claims file is no valid YAML{at}", cure="check indentation and quotes there") from error
    entry = _check_fields(data, _TOP, "the claims file")
    if entry.get("inquest_claims") != FORMAT:
        raise InputError(
            f"the claims file has format {entry.get('inquest_claims')!r}",
            f"inquest_claims: {FORMAT}",
            cure="make it anew with: inquest claims FILE",
        )
    for needed in ("document", "claims"):
        if needed not in entry:
            raise InputError(f"the claims file has no {needed!r}", cure="make it anew with: inquest claims FILE")
    document = _document(entry["document"])
    statements = tuple(
        _model(Statement, _check_fields(s, tuple(Statement.model_fields), f"statement {n + 1}"), f"statement {n + 1}")
        for n, s in enumerate(entry.get("statements") or [])
    )
    claims = tuple(read_claim(c, document) for c in entry["claims"] or [])
    answers = {}
    for n, raw in enumerate(entry.get("questions") or []):
        question = _check_fields(raw, _QUESTION, f"question {n + 1}")
        answer, options = question.get("answer"), question.get("options") or {}
        if answer is not None and answer not in options:
            raise InputError(f"question {question.get('id')!r} is answered with {answer!r}", choices=tuple(options))
        if answer is not None and str(question["id"]).startswith(READING):  # which of two extractors read it right
            claims = tuple(c for c in claims if c.id == answer or c.id not in options)
        elif answer is not None:
            answers[str(question["id"])] = str(answer)
    return document, Extraction(statements=statements, claims=claims, **_read_by(entry)), answers


def _read_by(entry: dict[str, Any]) -> dict[str, Any]:
    """Who read the text, and what is to be known of how it went."""
    fields = tuple(ExtractedBy.model_fields)
    by = [
        _model(ExtractedBy, _check_fields(one, fields, f"extractor {n + 1}"), f"extractor {n + 1}")
        for n, one in enumerate(entry.get("extractors") or [])
    ]
    return {"by": tuple(by), "notes": tuple(str(note) for note in entry.get("notes") or [])}
