"""An edited claims file read back: every slip is named with its line, what was found, and the cure."""

from typing import Any

from inquest import registry
from inquest.extract._claim_read import model, read_claim
from inquest.extract._claims_slips import Spot, entries, fields, near, read_yaml
from inquest.extract._frames import load_frames
from inquest.extract._scout import weights
from inquest.model.claim import Claim, ExtractedBy, Extraction, Statement
from inquest.model.document import Document, Sentence

FORMAT = 1
TOP = ("inquest_claims", "names", "questions", "claims", "statements", "document", "extractors", "notes")
READING = "reading:"
"""What the id of a question begins with that asks which of two readings of a claim is meant."""
_QUESTION = ("id", "text", "options", "answer")
_AGAIN = "make it anew with: inquest claims FILE"


def _document(raw: Any, spot: Spot) -> Document:
    entry = dict(fields(raw, tuple(Document.model_fields), spot))
    text = str(entry.get("text", ""))
    sentences, here = [], spot.at("sentences")
    for index, line in enumerate(entries(entry.pop("sentences", None), here)):
        one = here.at(index, words=f"document, sentence {index}")
        parts = str(line).split()
        if len(parts) != 3 or not (parts[0].isdigit() and parts[1].isdigit()):
            raise one.slip(f"is {line!r}", "start, end and role, as in '0 42 body'", cure=_AGAIN)
        a, b = int(parts[0]), int(parts[1])
        if not a < b <= len(text):
            raise one.slip(
                f"goes from {a} to {b}, and the text has {len(text)} characters",
                "the text as it was read",
                cure=f"don't edit the text in here; {_AGAIN}",
            )
        sentences.append(Sentence(index=index, start=a, end=b, text=text[a:b], role=parts[2]))
    return model(Document, {**entry, "sentences": sentences}, spot)


def load_claims(text: str) -> tuple[Document, Extraction, dict[str, str]]:
    """Document, extraction and answers (question id -> option id) from an edited claims file.

    A claim added by hand needs only ``quote``, ``kind`` and the names it is about.

    Raises
    ------
    InputError
        If the text is no YAML, no claims file of this format, or holds a misspelt field or a wrong value.
    """
    entry, top = _top(text)
    for needed in ("document", "claims"):
        if needed not in entry:
            raise top.slip(f"has no {needed!r}", cure=_AGAIN)
    document = _document(entry["document"], top.at("document", words="document"))
    statements, claims = _read(entry, document, top)
    answers: dict[str, str] = {}
    for n, raw in enumerate(entries(entry.get("questions"), top.at("questions", words="questions"))):
        spot = top.at("questions", n, words=f"question {n + 1}")
        question = fields(raw, _QUESTION, spot)
        if "id" not in question:
            raise spot.slip("has no 'id'", "the id of a question of this text", cure=_AGAIN)
        answer, options = question.get("answer"), {str(o): w for o, w in (question.get("options") or {}).items()}
        if answer is None:
            continue
        if str(answer) not in options:
            hint = near(str(answer), list(options))
            raise spot.at("answer", words=f"question {question['id']!r}").slip(
                f"is answered with {answer!r}",
                "the id of one of its options",
                tuple(options),
                f"did you mean {hint!r}" if hint else "write one of these, or null for none",
            )
        if str(question["id"]).startswith(READING):  # which of two extractors read it right
            claims = tuple(c for c in claims if c.id == answer or c.id not in options)
        else:
            answers[str(question["id"])] = str(answer)
    return document, Extraction(statements=statements, claims=claims, **_read_by(entry, top)), answers


def _top(text: str) -> tuple[dict[str, Any], Spot]:
    data, top = read_yaml(text, "the claims file")
    entry = fields(data, TOP, top)
    if entry.get("inquest_claims") != FORMAT:
        raise top.at("inquest_claims", words=top.words).slip(
            f"has format {entry.get('inquest_claims')!r}", f"inquest_claims: {FORMAT}", cure=_AGAIN
        )
    return entry, top


def load_names(text: str) -> dict[str, tuple[str, ...]]:
    """What a person says that unknown names mean (section ``names``): name -> ids.

    Raises
    ------
    InputError
        If the section is no mapping of names to ids.
    """
    entry, top = _top(text)
    here, found = top.at("names", words="names"), {}
    given = entry.get("names") or {}
    if not isinstance(given, dict):
        raise here.slip(f"is {given!r}"[:80], "names with ids", cure="write names: {the tigers: ucdp-291}")
    for name, ids in given.items():
        several = ids if isinstance(ids, list) else [ids]
        if not several or not all(isinstance(i, str) and i.strip() for i in several):
            raise here.at(str(name)).slip(
                f"is {ids!r}",
                "the id of a side or place, or a list of them",
                cure="write names: {the tigers: ucdp-291}",
            )
        found[str(name)] = tuple(several)
    return found


def _read(entry: dict[str, Any], document: Document, top: Spot) -> tuple[tuple[Statement, ...], tuple[Claim, ...]]:
    """Statements and claims; ids are unique, and a claim by hand gets its id and its statement."""
    statements: dict[str, Statement] = {}
    for n, raw in enumerate(entries(entry.get("statements"), top.at("statements", words="statements"))):
        spot = top.at("statements", n, words=f"statement {n + 1}")
        one = model(Statement, fields(raw, tuple(Statement.model_fields), spot), spot)
        if one.id in statements:
            raise spot.slip(f"has the id {one.id!r} of another statement", "each id once", cure="give it another id")
        statements[one.id] = one
    raws = entries(entry["claims"], top.at("claims", words="claims"))
    taken = {str(r["id"]) for r in raws if isinstance(r, dict) and r.get("id")}
    claims: dict[str, Claim] = {}
    places: dict[str, int] = {}
    for n, raw in enumerate(raws):
        spot = top.at("claims", n, words="a claim")
        given = raw
        if isinstance(raw, dict):
            given = {"id": _new("h", taken), "statement": "", **{k: v for k, v in raw.items() if v is not None}}
            taken.add(str(given["id"]))
        claim = read_claim(given, document, spot)
        spot = Spot(f"claim {claim.id!r}", spot.path, spot.root)
        _check_kind(claim, document, spot)
        if claim.id in claims:
            raise spot.slip(
                f"stands twice (first in line {places[claim.id]})",
                "each id once",
                cure="give one of them another id, or leave out its id",
            )
        claims[claim.id] = _stated(claim, statements, document, spot)
        places[claim.id] = spot.line or 0
    return tuple(statements.values()), tuple(claims.values())


def _new(letter: str, taken: set[str]) -> str:
    number = 1
    while f"{letter}{number:02d}" in taken:
        number += 1
    return f"{letter}{number:02d}"


def _check_kind(claim: Claim, document: Document, spot: Spot) -> None:
    """A kind that some test or frame knows, or that the classifier of clauses tells."""
    known = list(registry.names("kinds"))
    if claim.kind in known or claim.kind in {f.kind for f in load_frames(document.language) if not f.tested}:
        return
    trained = weights(document.language)
    if trained is None or claim.kind not in {label.rstrip("-") for label in trained.labels}:
        hint = near(claim.kind, known)
        raise spot.at("kind", words=spot.words).slip(
            f"has the kind {claim.kind!r}",
            "a kind of claim (inquest kinds lists them)",
            known,
            f"did you mean {hint!r}" if hint else "use one of these",
        )


def _stated(claim: Claim, statements: dict[str, Statement], document: Document, spot: Spot) -> Claim:
    """The claim with its statement: the one it names, the one its words lie in, or a new one."""
    if claim.statement:
        if claim.statement not in statements:
            raise spot.at("statement", words=spot.words).slip(
                f"names the statement {claim.statement!r}, which there is none of",
                "the id of a statement of this file",
                tuple(statements),
                "leave out statement: it is then found by the quote",
            )
        return claim
    over = max(statements.values(), key=lambda s: min(s.end, claim.end) - max(s.start, claim.start), default=None)
    if over is None or min(over.end, claim.end) <= max(over.start, claim.start):
        at = next((s.index for s in document.sentences if s.start <= claim.start < s.end), 0)
        ident = _new("h", set(statements))
        over = Statement(
            id=ident, sentence=at, quote=claim.quote, start=claim.start, end=claim.end, speaker=claim.speaker
        )
        statements[ident] = over
    told = claim.speaker if "speaker" in claim.model_fields_set else over.speaker
    return claim.model_copy(update={"statement": over.id, "speaker": told})


def _read_by(entry: dict[str, Any], top: Spot) -> dict[str, Any]:
    """Who read the text, and what is to be known of how it went."""
    names = tuple(ExtractedBy.model_fields)
    by = []
    for n, one in enumerate(entries(entry.get("extractors"), top.at("extractors", words="extractors"))):
        spot = top.at("extractors", n, words=f"extractor {n + 1}")
        by.append(model(ExtractedBy, fields(one, names, spot), spot))
    notes = entries(entry.get("notes"), top.at("notes", words="notes"))
    return {"by": tuple(by), "notes": tuple(str(note) for note in notes)}
