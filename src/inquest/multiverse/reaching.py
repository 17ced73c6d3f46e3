"""Which ways of measuring a reader must be told of, because the figures on a card do not show what they find."""

import numpy as np

from inquest.contracts import Judged


def reaching(judged: Judged) -> str:
    """A sentence for the card; empty where all ways of measuring reach the line, or none does.

    The counts on a card are those of one specification: where they lie on one side of the line, a reader must see what
    takes the doubt to the other.
    """
    e, there = judged.estimates, judged.weights > 0
    straddles = (e.low <= e.null) & (e.high >= e.null)
    reach, ways = int(straddles[there].sum()), int(there.sum())
    if not 0 < reach < ways:
        return ""
    for at, choice in enumerate(judged.multiverse.choices):
        taken = np.array([spec[at] for spec in judged.multiverse.specifications])
        used = [o for o in choice.options if (there & (taken == o.id)).any()]
        across = [o for o in used if straddles[there & (taken == o.id)].all()]
        clear = [o for o in used if not straddles[there & (taken == o.id)].any()]
        if across and clear and len(across) + len(clear) == len(used):
            labels = " or ".join(f"“{o.label}”" for o in across)
            noun, verb = ("answer", "leaves") if len(across) == 1 else ("answers", "leave")
            return f"Only the {noun} {labels} to “{choice.question}” {verb} it in doubt."
    return f"{reach} of {ways} ways of measuring leave it in doubt; the workings list them."


def against(judged: Judged) -> str:
    """A sentence for the card of a decided finding whose own figures (the first way measured) speak against it.

    It names an answer that turns them, where one does.
    """
    e, there = judged.estimates, judged.weights > 0
    wanted = {"supported": 1, "contradicted": -1}.get(judged.verdict.removeprefix("mostly "), 0)
    found = np.sign(e.point - e.null) * e.side
    measured = np.flatnonzero(np.isfinite(e.point))
    if not (wanted and measured.size) or found[measured[0]] != -wanted:
        return ""
    turned = there & (found == wanted)
    said = f"{int(turned.sum())} of {int(there.sum())} ways of measuring"
    shown = judged.multiverse.specifications[measured[0]]
    for at, choice in enumerate(judged.multiverse.choices):
        for i in np.flatnonzero(turned):
            other = judged.multiverse.specifications[i]
            if other[:at] + other[at + 1 :] == shown[:at] + shown[at + 1 :]:
                label = next(o.label for o in choice.options if o.id == other[at])
                return f"These figures alone say otherwise; with “{label}”, and in {said}, they turn."
    return f"These figures alone say otherwise; in {said} they turn."
