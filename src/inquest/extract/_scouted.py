"""Drafts of claims in clauses that no frame fits: the kind from the classifier, the slots from the grammar.

Such a claim says why it needs a reader (``Claim.unconfirmed``); it is tested only once a person has confirmed it.
"""

import re
from functools import cache
from itertools import pairwise

from inquest.extract._clause_amount import ClauseAmount
from inquest.extract._clause_places import unknown_places
from inquest.extract._clause_sides import ClauseSides
from inquest.extract._clauses import is_verb
from inquest.extract._draft import Draft
from inquest.extract._fill import Filler
from inquest.extract._framed import Framed
from inquest.extract._frames import Frame, Match
from inquest.extract._grammar import Grammar
from inquest.extract._modes import ModeRule
from inquest.extract._scout import NONE, Lexicon, lexicon
from inquest.extract._skeleton import Skeleton, Unit
from inquest.extract._tense import told_tense
from inquest.model.claim import SCOUTED

LEAST = 0.6
"""Probability that a clause makes any claim from which it is listed as one."""
BESIDE = 0.7
"""The same in a sentence of which a frame has read another clause ..."""
BENEATH = 0.95
"""... and the clause only goes along: "which ...", "when ..."."""
SHORT = 0.85
"""The same for a clause of few words, some of them names or times."""
JUDGED = 0.5
"""Probability from which a clause may be called no claim of fact: an opinion, a call, an intention, a prediction."""
WORDS = 4
"""Words that a clause has at least, its opening word and its attribution left out."""
UNFITTED = "its wording is not one that Inquest knows"
KEYS = {
    "level": ("kill", "die", "hurt", "displaced", "attack", "lose"),
    "engagement": ("attack", "fight", "spare", "kill"),
    "episode": ("take", "lose", "hold", "truce"),
    "trend": ("rise", "fall"),
    "sequence": ("order", "take", "attack"),
    "comparison": ("compare", "kill", "attack"),
    "priority": ("share", "attack", "fight"),
    "attribution": ("cause", "kill", "attack"),
    "association": ("help", "cause"),
    "containment": ("contain", "truce"),
    "exchange": ("cost", "lose", "die"),
    "attention": ("media",),
    "counterfactual": ("counter",),
}
"""Classes of words of which one heads a claim of the kind, the best first."""
HEADS = frozenset(name for names in KEYS.values() for name in names)
"""Classes of which a clause without a known verb form must hold a word."""
EVENTS = frozenset(["kill", "die", "hurt", "displaced", "attack", "fight", "truce", "armed", "take", "lose"])
"""Classes of words of which one says that a clause is about violence."""
LEANING = frozenset(["it", "they", "there", "here", "he", "she"])
"""Words that stand for something told of before."""
OPINIONS = {
    "opinion": ("opinion", "it reads as a judgement, not as a measurement"),
    "prediction": ("prediction", "it speaks of the future of its date"),
    "normative": ("normative", "it says what ought to be, not what was"),
    "intention": ("intention", "what somebody wants is not recorded by events"),
}
"""Labels that make a statement and no claim: why it is not checkable, in the vocabulary of statements and in words."""


@cache
def _frame(kind: str, reciprocal: bool, counted: str) -> Frame:
    quantity = {"unit": counted} if counted else {}
    return Frame(
        id=f"{SCOUTED}{kind}", kind=kind, source="(?!)", any=(), rank=-3, roles={}, quantity=quantity,
        reciprocal=reciprocal,
        slots={"measure": "deaths"} if kind == "level" and counted == "deaths" else {},
    )  # fmt: skip


def best_label(chances: dict[str, float]) -> str:
    """The most likely label but ``none``."""
    return max((label for label in chances if label != NONE), key=lambda label: (chances[label], label))


def guess(found: Framed, clause: int, chances: dict[str, float], g: Grammar, beside: bool) -> str:
    """The most likely label of a clause; ``none`` where it likely makes no claim, or is no whole clause.

    ``beside`` says that a frame has read another clause of the sentence.
    """
    lex, sk = lexicon(g.language), found.sk
    span, skip = sk.clause_units(clause), found.filler.skip
    said = [sk.units[i] for i in span if i not in skip]
    attributed = span.start in skip  # "the army says Palma is safe": its own opening word is left out already
    rest = said[0 if attributed else 1 :]
    plain = sum(bool(u.letter) or u.text.isalpha() for u in rest)
    full = sum(2 if u.letter else u.text.isalpha() for u in rest if u.text not in g["prepositions"])  # a name is a word
    if lex is None or not said or max(plain, full) < WORDS - attributed or _hurt_too(found, clause, said, lex):
        return NONE
    tail = sk.bounds[clause] in sk.tails
    if not tail and not any(is_verb(u, g) or (not u.letter and HEADS & set(lex.of(u.text))) for u in said):
        return NONE
    beneath = said[0].text in g.any("openers", "subordinators") | {"that", "whom", "as"}
    least = (BENEATH if beneath else BESIDE) if beside else LEAST
    least = max(least, SHORT if plain < WORDS - attributed else 0.0)
    if 1 - chances.get(NONE, 1.0) < least:
        return NONE
    label = best_label({k: v for k, v in chances.items() if k not in OPINIONS or v >= JUDGED})
    if label in OPINIONS or label.rstrip("-") == "attention":
        return label
    forms = g.any("negations", "present_forms", "past_forms")
    told = (u.letter in ("t", "q") or u.text in forms or is_verb(u, g) for u in sk.units)
    does = (
        one.letter and not two.letter and two.text.endswith("s") and two.text != "'s" for one, two in pairwise(sk.units)
    )
    if not tail and not any(told) and not any(does):
        return NONE  # a headline: "The myth of the rebels' victory"; but "Hezbollah hides its losses"
    return NONE if told_tense(said, g) in (None, "present") and not _of_events(found, clause, lex, g) else label


def _hurt_too(found: Framed, clause: int, said: list[Unit], lex: Lexicon) -> bool:
    """For "killing two people and wounding four": one claim, on the deaths."""
    joined = len(said) > 1 and said[0].text in {"and", "while"} and "hurt" in lex.of(said[1].text)
    return joined and any("deaths" in d.slots.get("measure", "") for d in found.drafts.get(clause - 1, []))


def _of_events(found: Framed, clause: int, lex: Lexicon, g: Grammar) -> bool:
    """Whether a sentence names anybody, a place, a time or an amount, or the clause some violence.

    "Peace is better than war" and "the record deserves a colder look" do neither: no record could speak to them.
    """
    units, skip = found.sk.units, found.filler.skip
    if any(u.letter in ("a", "p", "t", "q", "s") or u.style for i, u in enumerate(units) if i not in skip):
        return True
    for i in found.sk.clause_units(clause):
        word = units[i].text
        plain = word in g["general_nouns"] and (i == 0 or units[i - 1].text not in g["determiners"])
        if word in LEANING | g["these"] or (EVENTS & set(lex.of(word)) and not plain):
            return True
    return False


def judged(label: str) -> ModeRule | None:
    """The mode of a clause that makes no claim of fact."""
    if label not in OPINIONS:
        return None
    why, reason = OPINIONS[label]
    mode = "predicts" if label == "prediction" else "asserts"
    return ModeRule(f"{SCOUTED}{label}", mode, why, reason, re.compile("(?!)"), None, None, False, "")


def waiting_amount(sk: Skeleton, found: Draft, filler: Filler, g: Grammar) -> None:
    """The amount of a frame's claim that waits for a person and has none: it is shown, and tested only if confirmed."""
    kind, lex = found.match.frame.kind, lexicon(g.language)
    if found.quantity is None and found.unconfirmed and lex is not None:
        clause = sk.clause_of(found.match.first)
        found.quantity = ClauseAmount(filler.roles, clause, found.match.first, lex).quantity(kind)


def draft(sk: Skeleton, clause: int, label: str, filler: Filler, g: Grammar) -> Draft:
    """A claim of the kind, with the parties, places, times and amounts that its clause names."""
    kind, lex = label.rstrip("-"), lexicon(g.language)
    if lex is None:
        raise AssertionError(f"a guess in {g.language}, which has no classes of words")
    key = _key(sk, clause, kind, lex, g)
    amounts = ClauseAmount(filler.roles, clause, key, lex)
    amount = amounts.find(kind)
    grammar = ClauseSides(filler.roles, clause, key, lex, g)
    sides = grammar.find(kind, amount.at if amount else None)
    captured, words, counted = {}, {}, ""
    if amount is not None:
        captured["quantity"], counted = amount.at, amount.unit
        if amount.noun is not None:
            words["unit_word"] = (amount.noun, amount.noun)
    if sides.actors is not None:
        captured["actors"] = sides.actors
    if sides.targets is not None:
        captured["victims" if kind == "level" and counted == "deaths" else "targets"] = sides.targets
    fights = kind in {"engagement", "containment"} and bool({"fight", "truce"} & set(lex.of(sk.units[key].text)))
    found = filler.draft(Match(_frame(kind, fights, counted), key, key, captured, words))
    for unit in sides.allies:
        known = {p.text for p in found.actors}
        found.actors.extend(p for p in sk.units[unit].parts if p.text not in known)
        found.used.add(unit)
    _split(sk, clause, sides.targets, found, g)
    if not any(sk.clause_of(i) == clause for i in range(len(sk.units)) if sk.units[i].letter == "p"):
        found.places = unknown_places(filler.roles, clause, kind, key, g) or found.places
    if sides.people is not None and not found.targets:
        found.targets = [sides.people]
        if kind == "level" and counted == "deaths" and found.actors:
            found.slots["violence"] = "one_sided"
    found.quantity = amounts.quantity(kind)
    if label.endswith("-"):
        found.slots.setdefault("needs", "unrecorded")
    found.unconfirmed = UNFITTED
    return found


def _split(sk: Skeleton, clause: int, between: int | None, found: Draft, g: Grammar) -> None:
    """Two parties of one symbol on two sides: "calm between A and B", "A and B accused each other"."""
    words = [sk.units[i].text for i in sk.clause_units(clause)]
    pair = between is not None and between > 0 and sk.units[between - 1].text == "between"
    if pair and len(found.targets) == 2 and not found.actors:
        found.actors, found.targets = found.targets[:1], found.targets[1:]
    if g.holds("mutual", words) and len(found.actors) == 2 and not found.targets:
        found.actors, found.targets = found.actors[:1], found.actors[1:]


def _key(sk: Skeleton, clause: int, kind: str, lex: Lexicon, g: Grammar) -> int:
    """The unit that heads the claim: a verb of the kind's classes, else any word of them, else the first verb."""
    span = [i for i in sk.clause_units(clause) if not sk.units[i].letter]
    for name in KEYS.get(kind, ()):
        having = [i for i in span if name in lex.of(sk.units[i].text)]
        verbs = [i for i in having if is_verb(sk.units[i], g) and sk.units[i].text not in g["auxiliaries"]]
        if verbs or having:
            return (verbs or having)[0]
    verbs = [i for i in span if is_verb(sk.units[i], g)]
    return verbs[-1] if verbs else sk.clause_units(clause).start
