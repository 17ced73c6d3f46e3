"""Extractor by a language model behind any OpenAI-compatible endpoint, local or hosted.

The model only marks words of the text and fills closed lists. Each of its claims must quote the text and pass the
checks of a claims file; offsets are computed here, names are resolved by the gazetteers, verdicts come from the record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from inquest.contracts import NameFinder, Progress, quiet, unheard
from inquest.errors import InputError, MachineError
from inquest.extract._llm_accept import NAME, Answers, Kept, read_json
from inquest.extract._llm_cache import Reply, held, keep, path_of
from inquest.extract._llm_client import Failed, ask, check_installed
from inquest.extract._llm_config import Endpoint, endpoint
from inquest.extract._llm_pieces import LENGTH, Piece, cost, estimate, pieces
from inquest.extract._llm_schema import PROMPT, instructions, schema
from inquest.model.claim import MODEL_REFUSED, MODEL_SILENT, MODEL_UNREAD, Claim, ExtractedBy, Extraction, Statement
from inquest.model.document import Document

Say = Callable[[str], None]
_BY_MODEL = "by the reading of a language model"
REASONS = {
    "opinion": f"an opinion, {_BY_MODEL}",
    "call": f"a call to act, {_BY_MODEL}",
    "offer": f"an offer, {_BY_MODEL}",
    "intention": f"an intention, {_BY_MODEL}",
    "prediction": f"it speaks of the future, {_BY_MODEL}",
    "question": "a question asserts nothing by itself",
    "normative": f"it says what ought to be, {_BY_MODEL}",
    "not a statement": f"it states nothing, {_BY_MODEL}",
    "no test": f"no test in this version, {_BY_MODEL}",
}
NO_JSON = "the answer is not the JSON that was asked for"
NO_ANSWER = {"content_filter": "the endpoint withheld its answer", "error": "the endpoint failed on it"}
CUT = "the answer was cut off before it"
MOST = 200
"""Requests of one run: a slip, such as a whole archive in one file, shall not run up a bill."""
REFUSED = MODEL_REFUSED + " refused: its entry {}"


@dataclass(frozen=True)
class LLM:
    """Extractor by a model. ``configured`` gives one with the user's options; without them the environment decides."""

    name: ClassVar[str] = NAME
    languages: ClassVar[tuple[str, ...]] = ()
    """Empty: whatever the model reads."""
    options: Mapping[str, str] = field(default_factory=dict)
    say: Say = unheard
    progress: Progress = quiet

    def configured(self, options: Mapping[str, str], say: Say, progress: Progress = quiet) -> "LLM":
        """With options (``url``, ``model``, ``cache`` = ``no``), and who hears what it costs and how far it is."""
        return replace(self, options=options, say=say, progress=progress)

    def foretold(self, document: Document) -> str:
        """What reading the document will take and cost, by a rule of thumb; nothing is asked."""
        where = endpoint(self.options)
        parts = pieces(document)
        return self._plan(where, parts, self._held(where, parts))

    def extract(self, document: Document, names: NameFinder) -> Extraction:
        """Every statement, and the claims read from them; what could not be read is in the notes.

        Raises
        ------
        UsageError
            If address or model is missing, or the endpoint refuses the key, the model or the request.
        InputError
            If the text would take more requests than one run may make.
        MachineError
            If the client library is missing, or no piece of the text got an answer.
        """
        where = endpoint(self.options)
        check_installed()
        parts = pieces(document)
        replies = self._replies(where, parts)
        answers = Answers(document, names)
        notes: list[str] = []
        unread: dict[int, str] = {}
        broken = 0
        for n, (piece, reply) in enumerate(zip(parts, replies, strict=True), start=1):
            what = f"piece {n} of {len(parts)} (characters {piece.start} to {piece.end})"
            cut = isinstance(reply, Reply) and reply.finish == "length"
            if isinstance(reply, Reply) and answers.take(reply.text, piece, cut=cut):
                if cut:
                    broken += 1
                    reached = max((k.start for k in answers.kept if k.start < piece.end), default=-1)
                    unread |= {s.index: CUT for s in piece.sentences if s.start > reached}
                    notes.append(f"llm: {what} was read in part: the answer was cut off; what it held is kept.")
                continue
            reason = reply.reason if isinstance(reply, Failed) else NO_ANSWER.get(reply.finish, NO_JSON)
            unread |= {s.index: reason for s in piece.sentences}
            notes.append(f"llm: {what} was not read: {reason}.")
        failed = [n for n in notes if " was not read: " in n]
        if parts and len(failed) == len(parts):
            raise self._nothing(where, replies, failed)
        refused = answers.counted()
        if refused:
            total = sum(answers.refused.values())
            notes.append(f"llm: {total} of the model's entries {'was' if total == 1 else 'were'} refused: "
                         + "; ".join(refused) + ".")  # fmt: skip
        statements, claims = _numbered(document, parts, answers, unread)
        by = ExtractedBy(name=NAME, model=where.model, host=where.host, prompt=PROMPT)
        return Extraction(
            statements=statements, claims=claims, notes=tuple(notes), by=(by,), unread=len(failed) + broken
        )

    def _held(self, where: Endpoint, parts: list[Piece]) -> dict[int, Reply | Failed]:
        """Answers from the cache."""
        if self.options.get("cache") == "no":
            return {}
        return {n: r for n, p in enumerate(parts) if (r := held(path_of(p.text, where))) is not None}

    def _plan(self, where: Endpoint, parts: list[Piece], found: Mapping[int, Reply | Failed]) -> str:
        asked = [p for n, p in enumerate(parts) if n not in found]
        plan = estimate(asked, len(f"{instructions()}{schema()}".encode()))
        return plan.words(where.host, where.price, len(found))

    def _replies(self, where: Endpoint, parts: list[Piece]) -> list[Reply | Failed]:
        """Answers from the cache, and from the endpoint for the rest; only whole ones are kept."""
        found = self._held(where, parts)
        missing = [n for n in range(len(parts)) if n not in found]
        self.say(self._plan(where, parts, found))
        if len(missing) > MOST:
            raise InputError(
                f"the text would take {len(missing):,} requests to the model",
                f"at most {MOST} in one run, about {MOST * LENGTH:,} characters",
                cure="cut the text into several files, or use --extractor rules",
            )
        if missing and where.key and where.exposed:
            self.say(f"llm: the key goes to {where.host} unencrypted; an address with https:// protects it")

        def done(i: int, reply: Reply | Failed) -> None:
            whole = isinstance(reply, Reply) and reply.finish == "stop" and read_json(reply.text) is not None
            if whole and isinstance(reply, Reply) and self.options.get("cache") != "no":
                keep(path_of(parts[missing[i]].text, where), reply)
            self.progress("asking the model", i + 1, len(missing))

        if missing:
            got = ask(where, [parts[n].text for n in missing], instructions(), done)
            found |= dict(zip(missing, got, strict=True))
            used = [r for r in got if isinstance(r, Reply)]
            paid, made = sum(r.tokens_in for r in used), sum(r.tokens_out for r in used)
            told = f"{paid:,} tokens in and {made:,} out, as the endpoint counts{cost(paid, made, where.price)}"
            self.say(f"llm: used {told if paid or made else 'tokens that the endpoint does not count'}")
        return [found[n] for n in range(len(parts))]

    def _nothing(self, where: Endpoint, replies: list[Reply | Failed], failed: list[str]) -> Exception:
        """The error where nothing was read: the endpoint's refusal, or what went wrong first."""
        for reply in replies:
            if isinstance(reply, Failed) and reply.error is not None:
                return reply.error
        first = failed[0].partition(" was not read: ")[2].rstrip(".")
        return MachineError(
            f"the endpoint {where.host} gave no usable answer: {first}",
            "an answer by the schema, in time",
            cure="check that the server runs and serves this model, then run again, or use --extractor rules",
        )


def _numbered(
    document: Document, parts: list[Piece], answers: Answers, unread: dict[int, str]
) -> tuple[tuple[Statement, ...], tuple[Claim, ...]]:
    """Statements in the order of the text, with ids; no sentence is passed over in silence."""
    kept = answers.kept
    spoken = {k.sentence for k in kept}
    rows: dict[tuple[int, int], list[Kept]] = {}
    for one in kept:
        rows.setdefault((one.start, one.end), []).append(one)
    silent = {
        (s.start, s.end): s
        for piece in parts
        for s in piece.sentences
        if s.role == "body" and s.index not in spoken and (s.start, s.end) not in rows
    }
    statements: list[Statement] = []
    claims: list[Claim] = []
    for span in sorted([*rows, *silent]):
        number = f"{len(statements) + 1:02d}"
        if span in silent:
            sentence = silent[span]
            why = f"{MODEL_UNREAD}{unread[sentence.index]}" if sentence.index in unread else MODEL_SILENT
            if sentence.index in answers.refused_at:
                why = REFUSED.format(answers.refused_at[sentence.index])
            statements.append(_statement(document, number, span, sentence.index, None, "no test", why))
            continue
        here = rows[span]
        made = [k.claim for k in here if k.claim is not None]
        lead = next((k for k in here if k.claim is not None), here[0])
        state = None if made else lead.entry.not_checkable
        told = lead.why or REASONS[state] if state else None
        statements.append(_statement(document, number, span, lead.sentence, lead, state, told))
        claims += [
            c.model_copy(update={"id": f"c{number}{letter(i)}", "statement": f"s{number}"}) for i, c in enumerate(made)
        ]
    return tuple(statements), tuple(claims)


def letter(n: int) -> str:
    """a, b, ..., z, z26, ..."""
    return chr(ord("a") + n) if n < 26 else f"z{n}"


def _statement(
    document: Document,
    number: str,
    span: tuple[int, int],
    sentence: int,
    lead: Kept | None,
    state: str | None,
    why: str | None,
) -> Statement:
    said = lead.entry if lead else None
    return Statement.model_validate(
        {
            "id": f"s{number}",
            "sentence": sentence,
            "quote": document.text[slice(*span)],
            "start": span[0],
            "end": span[1],
            "speaker": said.speaker if said else "author",
            "via": said.via if said else None,
            "mode": said.mode if said else "asserts",
            "hedges": tuple(said.hedges) if said else (),
            "not_checkable": state,
            "reason": why,
            "checkable_from": "once a record covers the time it speaks of" if state == "prediction" else None,
        }
    )


EXTRACTOR = LLM()
