"""What reported words and a passage differ in: numbers, negations, names."""

from collections.abc import Sequence

from inquest.model.said import Difference
from inquest.said.align import Verbatim, aligned
from inquest.said.numbers import numbers
from inquest.said.source import Source, Window
from inquest.said.words import FUNCTION_WORDS, STOPS, Token, negates, plain, stem, tokens

REACH = 5
"""Words after a negator that it turns round, up to the next mark."""
_OF_VERBS = frozenset(["not", "never", "cannot", "cant", "wont", "не"])
BEFORE = 3
"""Words before a quotation among which a negator still belongs to it."""


def differences(
    text: str, span: tuple[int, int], window: Window, source: Source, besides: frozenset[str], *, denied: bool = False
) -> tuple[Difference, ...]:
    """Numbers, negations and names that a statement and the passage closest to it don't share.

    A number, negator or name that the statement merely leaves out is none: only what it puts instead of another, or
    turns round, is listed. ``denied``: the report turns the whole statement round ("she denied that ...").
    """
    there = source.document.text
    marked, passage = tokens(text, *span), tokens(there, window.start, window.end)
    said = plain(marked)
    return (
        *_numbers(said, text, window, there),
        *_negations((marked, passage), aligned(said, window, besides), (said, window.words), denied=denied),
        *_names(said, text, window, there, besides),
    )


def _numbers(said: Sequence[Token], text: str, window: Window, there: str) -> list[Difference]:
    mine, theirs = numbers(list(said), text), numbers(window.words, there)
    have = {n.value for n in theirs}
    own = {n.value for n in mine}
    left = [n.text for n in theirs if n.value not in own]
    instead = ", ".join(left) or None
    return [Difference(what="number", said=n.text, original=instead) for n in mine if n.value not in have]


def _reach(marked: Sequence[Token]) -> dict[int, Token]:
    """Word (by offset) -> the negator in whose reach it stands.

    A negator reaches the words after it up to the next mark; with no word of substance there ("was not ours"), those
    before it.
    """
    out: dict[int, Token] = {}
    clause: list[Token] = []
    aside = False
    for t in (*marked, Token("", 0, 0, ".", ".")):
        if t.mark == "," and (aside or (clause and negates(clause[-1]))):
            aside = not aside  # "we will not, I repeat, enter"
        elif t.mark in STOPS and t.mark != "\n":
            _reach_in(clause, out)
            clause, aside = [], False
        elif not t.mark:
            clause.append(t)
    return out


def _of_verbs(negator: Token) -> bool:
    """Whether it turns a verb round, not a noun ("cost nothing")."""
    return negator.word in _OF_VERBS or negator.raw[-3:].lower() in ("n't", "n’t")


def _reach_in(clause: Sequence[Token], out: dict[int, Token]) -> None:
    for n, t in enumerate(clause):
        if not negates(t) or (t.word.startswith("fail") and [o.word for o in clause[n + 1 : n + 2]] != ["to"]):
            continue  # a failed harvest denies nothing
        after = [o for o in clause[n + 1 :] if o.word not in FUNCTION_WORDS][:REACH]
        before = [o for o in clause[:n] if o.word not in FUNCTION_WORDS][-REACH:] if _of_verbs(t) else []
        out.update({o.start: t for o in after or before})


def _negations(
    marked: tuple[Sequence[Token], Sequence[Token]],
    pairs: Sequence[tuple[int, int]],
    words: tuple[Sequence[Token], Sequence[Token]],
    *,
    denied: bool,
) -> list[Difference]:
    """Negators of one text whose words stand in the other without one."""
    mine, theirs = _reach(marked[0]), _reach(marked[1])
    if denied:
        turned = Token("denied", -1, -1, "denied")
        mine = {t.start: turned for t in words[0] if t.start not in mine}
    out = []
    for first in (True, False):
        here, there = (mine, theirs) if first else (theirs, mine)
        reached: dict[int, list[tuple[Token, Token, bool]]] = {}
        for i, j in pairs:
            a, b = (words[0][i], words[1][j]) if first else (words[1][j], words[0][i])
            if a.start in here and not negates(a):
                reached.setdefault(here[a.start].start, []).append((a, b, b.start in there))
        for at in sorted(reached):
            if any(held for _, _, held in reached[at]):
                continue
            a, b, _ = reached[at][0]
            turns = f"{here[a.start].raw} … {a.raw}"
            said, original = (turns, b.raw) if first else (b.raw, turns)
            out.append(Difference(what="negation", said=said, original=original))
    return out


def _names(said: Sequence[Token], text: str, window: Window, there: str, besides: frozenset[str]) -> list[Difference]:
    """Names put in the place of others."""
    mine, theirs = _named(said, text), _named(window.words, there)
    have = {stem(t.word) for t in window.words}
    own = {stem(t.word) for t in said}
    new = [t for t in mine if stem(t.word) not in have | besides]
    left = list(dict.fromkeys(t.raw for t in theirs if stem(t.word) not in own))
    if not new or not left:
        return []
    return [Difference(what="name", said=", ".join(dict.fromkeys(t.raw for t in new)), original=", ".join(left))]


def _named(words: Sequence[Token], text: str) -> list[Token]:
    """Words with a capital that don't begin a sentence."""
    out = []
    for n, t in enumerate(words):
        capital = t.raw[:1].isupper() and t.word not in FUNCTION_WORDS and len(t.word) > 1
        before = text[max(t.start - 3, 0) : t.start].rstrip()
        begins = n == 0 or before[-1:] in (".", "!", "?", ":", "“", "«", '"', "")
        if capital and (not begins or t.raw.isupper()):
            out.append(t)
    return out


def left_out(found: Verbatim) -> tuple[Difference, ...]:
    """Negators that a verbatim quotation leaves out: just before it, or where it was shortened within a sentence."""
    words, text = found.source.words, found.source.document.text
    out = []
    first = found.parts[0][0]
    for t in reversed(words[max(first - BEFORE, 0) : first]):
        if any(c in ".!?;:\n" for c in text[t.end : words[first].start]):
            break
        if negates(t):
            out.append(Difference(what="negation", original=text[t.start : words[first].end]))
            break
    for (_, end), (begin, _) in zip(found.parts, found.parts[1:], strict=False):
        gap = words[end + 1 : begin]
        if gap and not any(c in ".!?" for c in text[words[end].end : words[begin].start]):
            out += [Difference(what="negation", original=t.raw) for t in gap if negates(t)]
    return tuple(out)
