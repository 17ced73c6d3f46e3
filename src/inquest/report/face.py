"""The face of a card in at most ``CARD_WORDS`` words: nothing is said twice before a quote is cut.

Exports carry every text whole.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from inquest.model.claim import Claim
from inquest.model.finding import Card
from inquest.report.clean import balanced, line
from inquest.report.parts import count_words

CARD_WORDS = 120
"""Words of a card."""
LONG = 60
"""Letters of a word beyond which it is cut: no text may push a card off its page."""
LEAST_QUOTE = 12
"""Words of a quote that are shown at the least; a shorter one is shown whole."""
MOST_QUOTES = 3
"""Quotes on the face of a card whose finding answers more of them."""
SCOPE = 5
"""Words of a scope, at least, that the first sentence leaves to *Tested* where there is no room for both."""
LEADS = frozenset({"from", "for", "in", "of", "between", "over", "against"})
"""Words with which a scope begins."""
WHOM = frozenset({"involving"})
"""Words before whose fighting is meant."""
FOUGHT = frozenset({"with", "in"})
"""Words after "fighting" that say with whom and where."""
NEAR = 6
"""Words before the last one that fits in which a cut looks for the end of a clause."""
LOOSE = frozenset(
    {"a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "by", "to", "with", "for", "as", "that"}
)
"""Words that no cut quote ends in."""
ENDS = (",", ";", ":", "—")
"""Marks at which a clause ends."""


def brief(card: Card) -> dict[str, str]:
    """The texts of a card without what its labels say already.

    Dropped: "by a person" of a review that is still to come, "They cannot show" under *Cannot show*, "this would
    change" under *What would overturn it*, and a span of time in the first sentence that *Tested* names too.
    ``sentences`` are joined by line ends.
    """
    tested = line(card.tested)
    sentences = [line(s) for s in card.sentences]
    for span in re.findall(r" \([^()]*\d{4}[^()]*\)", sentences[0] if sentences else ""):
        if span in tested:
            sentences[0] = sentences[0].replace(span, "")
    unseen = re.sub(r"^.*They cannot show ", "", line(card.cannot_show))
    return {
        "verdict_words": line(card.verdict_words),
        "sentences": "\n".join(sentences),
        "tested": tested,
        "cannot_show": unseen[:1].upper() + unseen[1:],
        "overturn": re.sub(r", this would change\.$", ".", line(card.overturn)),
        "source": line(card.source),
        "review": line(card.review).replace(" by a person", ""),
    }


class Quote(NamedTuple):
    """Words to be shown, who said them, and which of the words (from, to) name what is claimed."""

    text: str
    who: str
    core: tuple[int, int] = (0, 0)


def quote_of(claim: Claim, who: str) -> Quote:
    """A claim's quote; its core runs from the first to the last thing that its own words name.

    Mentions that lie elsewhere in the text are left out. Where the claim is denied or hedged the core is its
    first word: what turns it ("it is absurd to say that ...") may never be cut off.
    """
    if claim.polarity == "deny" or claim.hedges:
        return Quote(claim.quote, who)
    roles = (claim.actors, claim.targets, claim.versus_actors, claim.versus_targets, claim.places, claim.periods)
    own = [m for role in roles for m in role if claim.start <= m.start < m.end <= claim.end]
    if not own:
        return Quote(claim.quote, who)
    first, last = (
        count_words(claim.quote[: at - claim.start]) for at in (min(m.start for m in own), max(m.end for m in own))
    )
    return Quote(claim.quote, who, (first, max(last - 1, first)))


def fitted(texts: dict[str, str], alarms: Sequence[str], quotes: Sequence[Quote]) -> dict[str, str]:
    """The texts of a card; where its quotes do not fit beside them, one by one they leave the scope to *Tested*."""
    want = sum(count_words(f"{line(q.text)} {q.who}") for q in quotes[:MOST_QUOTES])
    for name in ("overturn", "sentences"):
        if want > room(texts, alarms):
            first, *rest = texts[name].split("\n")
            texts = {**texts, name: "\n".join((unscoped(first, texts["tested"]), *rest))}
    return texts


def room(texts: dict[str, str], alarms: Sequence[str]) -> int:
    """Words that a card has left for its quotes."""
    return CARD_WORDS - count_words(" ".join((*texts.values(), *alarms)))


def unscoped(sentence: str, tested: str) -> str:
    """A sentence without the scopes that *Tested* repeats word by word.

    >>> tested = "Recorded deaths from fighting between A and B in Syria in 2016: more than 4,000."
    >>> unscoped("UCDP’s record counts 12,040 deaths from fighting between A and B in Syria in 2016.", tested)
    'UCDP’s record counts 12,040 deaths.'
    """
    known = f" {' '.join(_bare(w) for w in tested.split())} "
    words, i, after = sentence.split(), 0, -1
    out: list[str] = []
    while i < len(words):
        before = out[-1] if out else ""
        size, whole = 0, SCOPE
        if words[i] in WHOM:
            size, whole = 1 + _scope(words[i + 1 :], known), 2
        elif words[i].lower() in LEADS and not before[:1].isupper():  # not inside "Government of Syria"
            size, whole = _scope(words[i:], known), 2 if after == i else SCOPE  # what goes on with a scope goes with it
        if before == "fighting" and words[i] in FOUGHT:
            size, whole = _scope(words[i:], known), 3
        if size < whole:
            out.append(words[i])
            i += 1
            continue
        if before == "fighting":
            out[-1] = "such fighting"
        last = words[i + size - 1]
        out[-1] += last[len(last.rstrip(",.;:")) :]
        i += size
        after = i
    return " ".join(out)


def _scope(words: Sequence[str], known: str) -> int:
    """How many of the next words stand in *Tested* in this order, up to a mark of punctuation outside brackets."""
    size = depth = 0
    for n in range(1, len(words) + 1):
        if f" {' '.join(_bare(w) for w in words[:n])} " not in known:
            break
        depth += words[n - 1].count("(") - words[n - 1].count(")")
        size = n if depth == 0 else size  # a bracket goes as a whole
        if depth == 0 and words[n - 1][-1] in ",.;:":
            break
    return size


def _bare(word: str) -> str:
    return word.rstrip(",.;:").removesuffix("’s").removesuffix("’").lower()


def quotes_shown(quotes: Sequence[Quote], room: int) -> list[str]:
    """Each quote as the face shows it, "" where it stands in the workings only.

    Quotes share the room; a short one leaves its share to the rest. As many are shown as keep ``LEAST_QUOTE`` words
    each, the first one always.
    """
    sizes = [count_words(line(q.text)) for q in quotes]
    least = [min(n, LEAST_QUOTE) + count_words(q.who) for n, q in zip(sizes, quotes, strict=True)]
    many = max(n for n in range(1, min(len(quotes), MOST_QUOTES) + 1) if n == 1 or sum(least[:n]) <= room)
    left = max(room - count_words(" ".join(q.who for q in quotes[:many])), 0)
    kept = [0] * many
    for done, i in enumerate(sorted(range(many), key=lambda i: sizes[i])):
        share = max(left // (many - done), LEAST_QUOTE)
        kept[i] = min(sizes[i], share)
        left -= min(sizes[i], share)
    return [cut(q.text, n, q.core) for q, n in zip(quotes, kept, strict=False)] + [""] * (len(quotes) - many)


def cut(text: str, words: int, core: tuple[int, int] = (0, 0)) -> str:
    """A quote of at most so many words: whole clauses where they fit, its quotation marks closed.

    Where ``core`` (its first and last word) would fall off the end, what stands before its "that" is left out.

    >>> cut("In 2017 more people died in the fighting of the SDF than in that of the army, or so it is said.", 18)
    'In 2017 more people died in the fighting of the SDF than in that of the army …'
    >>> cut("one two three four five six seven eight nine ten eleven twelve of the rest that follows", 14)
    'one two three four five six seven eight nine ten eleven twelve …'
    >>> cut("One need be no expert to see that the main part in the rout of A was played by B, as said.", 13, (14, 18))
    '… the main part in the rout of A was played by B …'
    """
    parts = [p if len(p) <= LONG else p[:LONG] + "…" for p in line(text).split(" ")]
    if count_words(" ".join(parts)) <= words:
        return balanced(" ".join(parts))
    begin = _start(parts, words, core)
    stop = min(begin + words, len(parts))
    if stop < len(parts):
        ends = [
            n for n in range(max(stop - NEAR, begin + LEAST_QUOTE, core[1] + 1), stop + 1) if parts[n - 1][-1:] in ENDS
        ]
        stop = ends[-1] if ends else stop
        while stop > begin + min(words, LEAST_QUOTE) - 2 and parts[stop - 1].lower() in LOOSE:
            stop -= 1
    kept = " ".join(parts[begin:stop])
    after = kept.rstrip(",;:— ") + " …" if stop < len(parts) else kept
    return balanced(f"… {after}" if begin else after)


def _start(parts: Sequence[str], words: int, core: tuple[int, int]) -> int:
    """The first word shown: after the last "that" before what is claimed, if the end of that would not fit."""
    if core[1] < words:
        return 0
    opens = [n for n in range(1, core[0] + 1) if parts[n - 1].lower() == "that"]
    return opens[-1] if opens and core[0] - opens[-1] < words else 0
