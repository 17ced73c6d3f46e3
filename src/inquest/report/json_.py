"""A case as JSON after the committed schema, and the hash of its content. The underscore keeps ``json`` importable."""

import hashlib
import json
from typing import Any

from inquest.errors import UsageError
from inquest.model.finding import Case, Finding
from inquest.report.clean import six
from inquest.report.order import cards_in_order
from inquest.report.publish import PublishInfo, is_link, licensed, published


def case_json(case: Case, *, publish: PublishInfo | None = None) -> str:
    """The whole case: sorted keys, floats to 6 significant digits, NaN and infinity as null.

    Every finding in it carries its proposition, what the data cannot show, source and review status; ``made`` is the
    date. With ``publish`` it holds no more than the published report.
    """
    allowed = published(case, publish) if publish else licensed(case)
    allowed = allowed.model_copy(update={"content_hash": content_hash(allowed)})
    return _dump(allowed.model_dump(mode="json")) + "\n"


def finding_json(case: Case, finding: Finding, *, publish: PublishInfo | None = None) -> str:
    """One finding with what must go with it, for a tool or a reader who gets only this one."""
    allowed = published(case, publish) if publish else licensed(case)
    around = context(allowed, finding)
    kept = next(f for f in allowed.findings if f.id == finding.id)
    around["review"] = kept.card.review
    return _dump({**around, "finding": kept.model_dump(mode="json")}) + "\n"


def context(case: Case, finding: Finding) -> dict[str, str]:
    """What every export of a finding carries: no verdict stands alone."""
    claim = next(c for c in case.claims if c.id == finding.claim)
    cards = cards_in_order(case)
    place = next((i + 1 for i, members in enumerate(cards) if finding.id in {f.id for f in members}), None)
    if place is None:
        raise UsageError(
            f"finding {finding.id} is not in this case, or is held back",
            "one of its findings",
            [f.id for f in case.findings],
        )
    return {
        "quote": claim.quote,
        "speaker": claim.speaker,
        "verdict": finding.card.verdict_words,
        "proposition_tested": finding.card.tested,
        "cannot_show": finding.card.cannot_show,
        "source": finding.card.source,
        "date": case.made.isoformat() if case.made else "undated",
        "review": finding.card.review,
        "position": f"{place} of {len(cards)} finding{'' if len(cards) == 1 else 's'} on this text",
    }


def content_hash(case: Case) -> str:
    """SHA-256 of a case's content without times and paths: equal for equal input, record, version and seed.

    Left out: ``made``, ``content_hash``, the command of each finding, addresses that are no web links, file names and
    days of download of the record.
    """
    data = case.model_dump(mode="json")
    for key in ("made", "content_hash"):
        del data[key]
    if not is_link(data["document"]["address"]):
        data["document"]["address"] = None
    for finding in data["findings"]:
        del finding["command"]
    for manifest in data["record"]["manifests"]:
        del manifest["added"], manifest["file_name"]
    return hashlib.sha256(_dump(data).encode()).hexdigest()


def _dump(data: Any) -> str:
    return json.dumps(rounded(data), sort_keys=True, ensure_ascii=False, allow_nan=False, indent=1)


def rounded(value: Any) -> Any:
    """Floats to 6 significant digits, whatever holds them."""
    if isinstance(value, float):
        return six(value)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(v) for v in value]
    return value
