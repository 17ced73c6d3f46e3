"""Claims that never come to a test: no kind answers them, they wait for a person, or Inquest itself fails on them."""

from collections.abc import Sequence

from inquest.model.claim import Claim
from inquest.model.grounding import Grounding
from inquest.model.proposition import Refusal
from inquest.model.words import NO_TEST_UNLOCK, claim_words

CONFIRM = (
    "write the claims file (inquest claims FILE --output claims.yaml), put the claim right there, take its line "
    "`unconfirmed` out, and check that file: inquest check claims.yaml"
)
"""What a person does about a claim that waits."""


def no_test(claim: Claim) -> Refusal:
    """The refusal of a claim that no kind answers."""
    return Refusal(
        claim=claim.id,
        kind=claim.kind,
        reason="no test",
        text=f"This was read as a claim about {claim_words(claim.kind)}, for which this version has no test.",
        unlock=NO_TEST_UNLOCK,
    )


def unconfirmed(claim: Claim, why: str) -> Refusal:
    """The refusal of a claim whose reading waits for a person: a verdict never rests on a guess about words."""
    return Refusal(
        claim=claim.id,
        kind=claim.kind,
        reason="reading not confirmed",
        text=f"Read as a claim about {claim_words(claim.kind)}, but perhaps wrongly: {why}.",
        unlock=CONFIRM,
    )


def barred(refused: Sequence[Refusal], grounding: Grounding) -> list[Refusal]:
    """What no kind could test however a doubtful reading is settled: not a time that was only taken for want of one.

    Nor sides that the source does not tell apart: another side may be meant.
    """
    told = any(w.inferred != "guessed" for w in grounding.windows)
    return [r for r in refused if r.reason != "not identified" and (told or r.reason != "window not covered")]


def failed(claim: str, kind: str, error: Exception) -> Refusal:
    """The refusal of a claim on which Inquest itself failed: a defect, never an answer."""
    return Refusal(
        claim=claim,
        kind=kind,
        reason="no test",
        text=f"Testing it failed inside Inquest ({type(error).__name__}: {error}): a defect, not an answer.",
        unlock="report it with the text and the version, so that it can be mended",
    )
