"""What frames read of a sentence, weighed against what its words speak of; and claims where no frame fits.

The classifier knows the frames' readings when it is asked. Where it holds another kind to be far more likely, the claim
is listed as one of that kind; where it holds that no record could speak to the claim, the claim says so. Either way it
waits for a person: a verdict never rests on a guess about words.
"""

from inquest.extract._draft import Draft
from inquest.extract._framed import Framed
from inquest.extract._grammar import Grammar
from inquest.extract._scout import NONE, Scout, lexicon
from inquest.extract._scouted import KEYS, OPINIONS, best_label, guess, judged
from inquest.extract._scouted import draft as scouted
from inquest.model.words import claim_words

RATIO = 8.0
"""How many times as likely as a frame's kind another must be to take its place ..."""
SURE = 0.4
"""... and how likely at least."""
FIRM = 4
"""Rank from which a frame is held to: its pattern says more than a word or two."""
BEYOND = 0.6
"""Part of a kind's probability that speaks of what no record holds, from which a claim is taken to be of that sort."""
NEAR = frozenset(
    [
        frozenset(["trend", "comparison"]),
        frozenset(["trend", "containment"]),
        frozenset(["engagement", "sequence"]),
        frozenset(["exchange", "comparison"]),
        frozenset(["exchange", "attribution"]),
    ]
)
"""Kinds that the same words may well be read as: "deadlier than in 2015", "calm", "first fought in 2004". Of two such
kinds the frame's stands."""
SHORT = 8
"""Words that a clause has at most which only goes on with the claim before it."""
TORN = "read one way it is about {}, read another rather about {}"
UNHELD = "its words rather speak of what a list of deadly events does not hold"


def weigh(found: Framed, g: Grammar) -> None:
    """Change and complete the drafts and modes of a sentence."""
    if lexicon(g.language) is None:
        return
    framed, scout = bool(found.drafts), Scout(found, g.language)
    named: set[str] = set()
    for clause in range(len(found.sk.bounds)):
        here = found.drafts.get(clause)
        if here:
            _judge(found, clause, here, scout, g)
            continue
        if clause in found.covered or found.modes[clause] or found.voices[clause].framing:
            continue
        label = guess(found, clause, scout.chances(clause), g, framed)
        label = goes_on(found, clause, g) if label == NONE else label
        rule = judged(label)
        if rule and label not in named:
            named.add(label)  # an opinion or a call goes on over clauses
            found.modes[clause] = (rule, found.sk.clause_units(clause).start)
        elif not rule and label != NONE:
            found.drafts[clause] = [scouted(found.sk, clause, label, found.filler, g)]


def goes_on(found: Framed, clause: int, g: Grammar) -> str:
    """The kind of a claim that goes on in a few words: "fell in A | and rose in B", "| but more than in 2005"."""
    units = [found.sk.units[i] for i in found.sk.clause_units(clause)]
    before = found.drafts.get(clause - 1, [])
    said = [u.text for u in units[:2]]
    named = any(u.letter in ("p", "t", "a") for u in units[1 : SHORT + 1])
    if not before or len(units) > SHORT or not named or said[0] not in {"and", "but", "while"}:
        return NONE
    kind = before[0].match.frame.kind
    turns = {
        "trend": {*g.words["rose"].split("|"), *g.words["fell"].split("|")},
        "comparison": {"more", "fewer", "less"},
        "engagement": {"never", "not", "none"},
        "containment": {"never", "not"},
    }
    return kind if before[0].match.frame.tested and said[-1] in turns.get(kind, ()) else NONE


def _judge(found: Framed, clause: int, here: list[Draft], scout: Scout, g: Grammar) -> None:
    """Give way where another kind is far more likely than those that frames read in a clause."""
    judgeable = [d for d in here if d.match.frame.kind in KEYS and d.match.frame.tested]
    if not judgeable:
        return
    chances = scout.chances(clause)
    if not chances:
        return  # nobody has trained it yet
    best = best_label(chances)
    other = best.rstrip("-")
    kinds = {d.match.frame.kind for d in here}
    likeliest = max(_told(chances, kind) for kind in kinds)
    for draft in judgeable:
        kind = draft.match.frame.kind
        told = _told(chances, kind)
        firm = draft.match.frame.rank >= FIRM or "needs" in draft.slots
        if not firm and other not in kinds and _told(chances, other) > RATIO * likeliest and chances[best] >= SURE:
            if frozenset([kind, other]) not in NEAR:
                _give_way(found, clause, draft, best, g)
            kinds.add(other)
        elif "needs" not in draft.slots and chances.get(f"{kind}-", 0.0) > BEYOND * told:
            draft.slots["needs"] = "unrecorded"
            draft.unconfirmed = draft.unconfirmed or UNHELD


def _give_way(found: Framed, clause: int, draft: Draft, label: str, g: Grammar) -> None:
    """Put a claim of the likelier kind in the place of a frame's; where that is no claim, the frame's waits."""
    reason = TORN.format(*map(claim_words, (draft.match.frame.kind, label.rstrip("-"))))
    here = found.drafts[clause]
    if label in OPINIONS:
        draft.unconfirmed = draft.unconfirmed or reason
        return
    new = scouted(found.sk, clause, label, found.filler, g)
    new.unconfirmed = reason
    here[here.index(draft)] = new


def _told(chances: dict[str, float], kind: str) -> float:
    return chances.get(kind, 0.0) + chances.get(f"{kind}-", 0.0)
