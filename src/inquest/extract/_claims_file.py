"""The claims file: what was read from a text, as YAML that a person edits and ``check`` reads back.

A person may change any slot, add or delete claims, and answer questions; a mention may be given as plain text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from pydantic import BaseModel

from inquest.extract._claim_read import LISTS, read_claim
from inquest.extract._claim_read import mention as read_mention
from inquest.extract._claims_read import FORMAT, READING, load_claims, load_names
from inquest.extract._claims_slips import Spot
from inquest.model.claim import Claim, Extraction, Mention
from inquest.model.document import Document
from inquest.model.grounding import Grounding

__all__ = ["READING", "dump_claims", "load_claims", "load_names", "read_claim"]
_HEAD = """\
# Claims as Inquest read them. Edit and run:  inquest check THIS_FILE
# Correct any slot; delete a claim that is none; a name may be written as plain text ("actors: [Daesh]").
# A claim with `unconfirmed` is not tested: put it right, then take that line out.
# Add a claim with its quote, kind and names; the rest is filled in.
# `candidates` shows what a name may mean; settle it under `questions` by writing an option's id after `answer:`.
# Say under `names` what a name means that is not known: "the tigers: ucdp-291"; `--keep-names` remembers it.
"""


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


def _plain(mention: Mention, document: Document, claim: Claim) -> str | dict[str, Any]:
    """A mention as plain text where that is read back as the same mention."""
    if read_mention(mention.text, document, claim.start, claim.end, Spot()) == mention:
        return mention.text
    return mention.model_dump(mode="json", exclude_none=True)


def _candidates(grounding: Grounding) -> dict[str, list[str]]:
    """Mention -> what it may mean, for the reader's eyes."""
    shown: dict[str, list[str]] = {}
    for name in LISTS[:7]:
        for grounded in getattr(grounding, name):
            found = [f"{c.id} ({c.label}; weight {c.weight:.2f}): {c.reason}" for c in grounded.candidates]
            near = [f"unknown; nearest: {', '.join(grounded.unknown)}"] if grounded.unknown else []
            shown[grounded.mention.text] = found or near or ["unknown"]
    return shown


def dump_claims(
    document: Document,
    extraction: Extraction,
    groundings: Sequence[Grounding] = (),
    names: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The claims file of a text.

    Parameters
    ----------
    document : Document
        The text; it is kept whole, so that the file alone can be checked.
    extraction : Extraction
        Its statements and claims.
    groundings : sequence of Grounding
        What the names may mean, and open questions; in any order, matched by claim id.
    names : mapping, optional
        What a person said that names mean: name -> ids.
    """
    by_claim = {g.claim.id: g for g in groundings}
    about = _lean(document, ("text",))
    about.pop("sentences", None)
    about["sentences"] = [f"{s.start} {s.end} {s.role}" for s in document.sentences]
    claims = []
    for claim in extraction.claims:
        entry = _lean(claim, ("polarity", "speaker"))
        entry |= {name: [_plain(m, document, claim) for m in getattr(claim, name)] for name in LISTS if name in entry}
        if claim.quantity is not None:
            entry["quantity"] = claim.quantity.model_dump(mode="json", exclude_none=True)
        if claim.id in by_claim and (shown := _candidates(by_claim[claim.id])):
            entry["candidates"] = shown
        claims.append(entry)
    questions = {q.id: q for g in groundings for q in g.questions}
    data: dict[str, Any] = {
        "inquest_claims": FORMAT,
        "names": {n: list(ids) if len(ids) > 1 else ids[0] for n, ids in (names or {}).items()},
        "questions": [
            {
                "id": q.id,
                "text": q.text,
                "options": {o.id: f"{o.label}: {o.reason}" for o in q.options},
                "answer": q.answer,
            }
            for _, q in sorted(questions.items())
        ],
        "claims": claims,
        "statements": [_lean(s, ("sentence", "speaker", "mode")) for s in extraction.statements],
        "document": about,
    }
    if extraction.by:
        data["extractors"] = [_lean(b) for b in extraction.by]
    if extraction.notes:
        data["notes"] = list(extraction.notes)
    return _HEAD + yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
