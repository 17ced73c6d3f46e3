"""What several extractors read, side by side: who found what, and where they differ.

A claim of the first extractor is never changed by a later one. Where both found it (overlapping quotes, same kind, same
actors) and a later one reads something else into it, both readings are kept, and a question asks which is meant. So
too where a later one names other actors for the same deed.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from inquest.contracts import NameFinder
from inquest.errors import UsageError
from inquest.extract._claims_file import READING
from inquest.model.claim import Claim, ExtractedBy, Extraction, Mention, Statement
from inquest.model.grounding import Candidate, Question

_LISTS = (
    "actors", "targets", "versus_actors", "versus_targets", "places", "versus_places", "periods", "baselines",
    "milestones",
)  # fmt: skip
_LEFT_OPEN = frozenset({"tense", "measure", "recorded", "needs"})
"""Slots that a reader may leave to the words; they are compared only where both fill them."""
_OVERLAP = 0.5


@dataclass(frozen=True)
class Merged:
    """The joint extraction, and the questions by claim id where readings differ."""

    extraction: Extraction
    questions: Mapping[str, Question]


@dataclass(frozen=True)
class Meaning:
    """What tells two mentions of one thing: the gazetteers' names, and the days that words of time mean."""

    names: NameFinder
    days: Callable[[str], Hashable]

    def of(self, role: str, mentions: Iterable[Mention]) -> frozenset[Hashable]:
        """Ids or days, so that "IS" and "Daesh", "in 2009" and "2009" are one; else the words themselves."""
        found: set[Hashable] = set()
        for mention in mentions:
            plain = mention.text.casefold().removeprefix("the ").strip()
            if role in ("periods", "baselines"):
                found.add(self.days(mention.text) or plain)
            else:
                found.add(frozenset(i for hit in self.names.find(mention.text) for i in hit.ids) or plain)
        return frozenset(found)


def merge(found: Sequence[tuple[str, Extraction]], meaning: Meaning) -> Merged:
    """Join extractions of one document, the first one's reading first."""
    (first, base), *others = found
    statements = list(base.statements)
    claims = [c.model_copy(update={"found_by": first}) for c in base.claims]
    pairs: list[tuple[str, str]] = []
    for name, other in others:
        theirs = {s.id: s for s in other.statements}
        used: set[str] = set()
        held = {c.id for c in claims if any(_same(c, t, meaning) for t in other.claims)}
        fresh: dict[str, str] = {}
        for claim in other.claims:
            twin = next((c for c in claims if c.id not in used and _same(c, claim, meaning)), None)
            twin = twin or next((c for c in claims if c.id not in used | held and _rival(c, claim, meaning)), None)
            if twin is not None:
                used.add(twin.id)
                if not differences(twin, claim, meaning):
                    claims[claims.index(twin)] = twin.model_copy(update={"found_by": f"{twin.found_by}+{name}"})
                    continue
            home = _home(statements, theirs[claim.statement], twin, fresh, name)
            made = claim.model_copy(update={"id": f"{name}-{claim.id}", "statement": home, "found_by": name})
            claims.append(made)
            if twin is not None:
                pairs.append((twin.id, made.id))
        said = [s for s in other.statements if s.id not in {c.statement for c in other.claims}]
        statements += [
            s.model_copy(update={"id": f"{name}-{s.id}"}) for s in said if not any(_overlap(s, b) for b in statements)
        ]
    notes = (_who(claims), *(n for _, one in found for n in one.notes))
    by = tuple(b for name, one in found for b in one.by or (ExtractedBy(name=name),))
    unread = sum(one.unread for _, one in found)
    joined, ids = _renumbered(statements, claims)
    final = {c.id: c for c in joined.claims}
    questions: dict[str, Question] = {}
    for a, b in pairs:
        question = _question(final[ids[a]], final[ids[b]], meaning)
        questions |= {ids[a]: question, ids[b]: question}
    return Merged(joined.model_copy(update={"notes": notes, "by": by, "unread": unread}), questions)


def _who(claims: Sequence[Claim]) -> str:
    """Who found how many."""
    count = Counter(c.found_by for c in claims)
    told = ", ".join(
        f"{who.replace('+', ' and ')} {n}" for who, n in sorted(count.items(), key=lambda i: (-i[1], i[0]))
    )
    return f"Claims by who found them: {told or 'none'}. A claim without a mark was found by rules alone."


def answered(merged: Merged, answers: Mapping[str, str]) -> Merged:
    """Without the readings that answers rule out; an answer is the id of the claim that is meant.

    Raises
    ------
    UsageError
        If an answer names no reading; the message lists those there are.
    """
    for question in merged.questions.values():
        given = answers.get(question.id)
        if given is not None and given not in {o.id for o in question.options}:
            raise UsageError(
                f"the question {question.id!r} has no option {given!r}",
                "the id of one of its options",
                [f"{o.id} ({o.label})" for o in question.options],
                f"write --answer {question.id}=OPTION with one of these",
            )
    dropped = {o.id for q in merged.questions.values() if q.id in answers for o in q.options if o.id != answers[q.id]}
    kept = tuple(c for c in merged.extraction.claims if c.id not in dropped)
    questions = {k: q.model_copy(update={"answer": answers.get(q.id)}) for k, q in merged.questions.items()}
    return Merged(
        merged.extraction.model_copy(update={"claims": kept}),
        {k: q for k, q in questions.items() if k not in dropped},
    )


def differences(mine: Claim, theirs: Claim, meaning: Meaning) -> list[tuple[str, str, str]]:
    """Field, my words, theirs: where a later reader says otherwise. What it leaves open is no difference."""
    found = []
    for name in _LISTS:
        a, b = getattr(mine, name), getattr(theirs, name)
        if b and meaning.of(name, a) != meaning.of(name, b):
            found.append((name, _names(a), _names(b)))
    a, b = mine.quantity, theirs.quantity
    if b is not None and (a is None or (a.op, a.value, a.high, a.unit) != (b.op, b.value, b.high, b.unit)):
        found.append(("quantity", a.text if a else "none", b.text))
    if mine.polarity != theirs.polarity:
        found.append(("polarity", mine.polarity, theirs.polarity))
    for slot, value in sorted(theirs.slots.items()):
        own = mine.slots.get(slot)
        if own != value and not (own is None and (slot in _LEFT_OPEN or value == "any")):
            found.append((slot, own or "none", value))
    return found


def _same(mine: Claim, theirs: Claim, meaning: Meaning) -> bool:
    return (
        mine.kind == theirs.kind
        and _overlap(mine, theirs)
        and meaning.of("actors", mine.actors) == meaning.of("actors", theirs.actors)
    )


def _rival(mine: Claim, theirs: Claim, meaning: Meaning) -> bool:
    """Whether a claim with other actors is the same deed read otherwise: one amount, or one victim, place and time."""
    if mine.kind != theirs.kind or not _overlap(mine, theirs):
        return False
    a, b = mine.quantity, theirs.quantity
    if a is not None and b is not None:
        return (a.value, a.high) == (b.value, b.high)
    shared = [meaning.of(n, getattr(mine, n)) == meaning.of(n, getattr(theirs, n)) for n in ("targets", "places")]
    return a is b and all(shared)


def _overlap(a: Claim | Statement, b: Claim | Statement) -> bool:
    """Whether the shorter of two stretches lies by half or more in the other."""
    return min(a.end, b.end) - max(a.start, b.start) >= _OVERLAP * max(min(a.end - a.start, b.end - b.start), 1)


def _names(mentions: Sequence[Mention]) -> str:
    return ", ".join(m.text for m in mentions) or "none"


def _home(statements: list[Statement], theirs: Statement, twin: Claim | None, fresh: dict[str, str], name: str) -> str:
    """The statement that a claim belongs to: its twin's, one that overlaps and rules nothing out, or its own."""
    if twin is not None:
        return twin.statement
    if theirs.id in fresh:
        return fresh[theirs.id]
    for n, own in enumerate(statements):
        if _overlap(own, theirs) and own.not_checkable in (None, "no test"):
            statements[n] = own.model_copy(update={"not_checkable": None, "reason": None})
            fresh[theirs.id] = own.id
            return own.id
    made = theirs.model_copy(update={"id": f"{name}-{theirs.id}"})
    statements.append(made)
    fresh[theirs.id] = made.id
    return made.id


def _renumbered(statements: list[Statement], claims: list[Claim]) -> tuple[Extraction, dict[str, str]]:
    """Ids in the order of the text, as a single extractor gives them; and old claim ids to new ones."""
    order = sorted(range(len(statements)), key=lambda i: (statements[i].start, statements[i].end, i))
    new = {statements[i].id: f"{n:02d}" for n, i in enumerate(order, start=1)}
    said = [statements[i].model_copy(update={"id": f"s{new[statements[i].id]}"}) for i in order]
    made: list[Claim] = []
    ids: dict[str, str] = {}
    for statement, number in new.items():
        for n, claim in enumerate(c for c in claims if c.statement == statement):
            letter = chr(ord("a") + n) if n < 26 else f"z{n}"
            ids[claim.id] = f"c{number}{letter}"
            made.append(claim.model_copy(update={"id": ids[claim.id], "statement": f"s{number}"}))
    made.sort(key=lambda c: (c.statement.rjust(12), c.id.rjust(12)))
    return Extraction(statements=tuple(said), claims=tuple(made)), ids


def _question(mine: Claim, theirs: Claim, meaning: Meaning) -> Question:
    told = "; ".join(f"{f}: {a} | {b}" for f, a, b in differences(mine, theirs, meaning))
    options = tuple(
        Candidate(id=c.id, label=f"as {c.found_by} reads it", weight=0.5, reason=f"found by {c.found_by}")
        for c in (mine, theirs)
    )
    text = f"{mine.found_by} and {theirs.found_by} read “{mine.quote[:120]}” differently ({told}): which is meant?"
    return Question(id=f"{READING}{mine.id}", text=text, options=options)
