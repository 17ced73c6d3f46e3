"""Short names: "the Front", "the Tigers" after the text has written the name out."""

import re
from collections import Counter

from inquest.model.claim import Mention
from inquest.model.document import Document
from inquest.model.grounding import Candidate, Grounded
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import tokens

SHORT = frozenset(
    re.findall(
        r"\w+",
        """alliance army authority brigade brigades cartel coalition column command council emirate forces front group
        guard guards league legion militia mission movement organisation organization party ranks rally regiment
        tigers union wolves""",
    )
)
"""Nouns by which a text calls a group that it has named: "the Movement", "the Cartel"."""
_LEAD = frozenset({"the", "this", "that", "these", "those"})


def candidates(mention: Mention, document: Document, gazetteer: Gazetteer) -> Grounded | None:
    """The one side whose name, written out in the text, ends in the noun; None if there is none, or several.

    Parameters
    ----------
    mention : a noun with a capital ("the Front").
    document, gazetteer : the text, and the names.
    """
    words = [w for w in tokens(mention.text) if w.form not in _LEAD]
    if len(words) != 1 or not words[0].capital or words[0].form not in SHORT:
        return None
    noun = words[0].form
    meant: Counter[str] = Counter()
    of_text = tokens(document.text)
    for f in gazetteer.names(document.text):
        whole = f.what == "actor" and f.role is None and f.last > f.first and len(f.ids) == 1
        if whole and noun in {w.form for w in of_text[f.first : f.last + 1] if w.capital}:
            meant[f.ids[0]] += 1
    if len(meant) != 1:
        return None
    ident = next(iter(meant))
    reason = f"the only side of the text whose name has the word “{noun}”"
    return Grounded(
        mention=mention,
        candidates=(Candidate(id=ident, label=gazetteer.entries.label(ident), weight=1.0, reason=reason),),
    )
