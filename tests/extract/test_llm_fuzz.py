"""Whatever a model answers: no crash, and what is kept quotes the text, names what it holds, and can be grounded."""

import datetime as dt
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.endpoint import deaths, entry

from inquest.extract._llm_accept import Answers, read_json
from inquest.extract._llm_pieces import pieces
from inquest.extract._merge import Meaning, merge
from inquest.extract.llm import _numbered
from inquest.extract.rules import EXTRACTOR as RULES
from inquest.model.claim import SLOTS, Claim, Extraction
from inquest.read import open_document
from inquest.registry import names
from inquest.resolve import times
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.ground import ground

TEXT = (
    "Fighting in Aleppo\n\nIn 2017 the Syrian army and Daesh fought near Aleppo, SANA said. More than 1,500 people "
    "were killed, never fewer than 300 a month. «The regime» did not attack Idlib before the fall of Raqqa; IS did."
)
DOCUMENT = open_document(TEXT, date="2018-01-01")
(PIECE,) = pieces(DOCUMENT)
stretch = st.tuples(st.integers(0, len(TEXT)), st.integers(1, 90)).map(lambda s: TEXT[s[0] : s[0] + s[1]])
word = st.sampled_from([*TEXT.split(), "2017", "IS", "Moscow", "", " ", "<script>", "In 2017", "the fall of Raqqa"])
words = st.one_of(word, stretch, st.text(max_size=12))
roles = ["actors", "targets", "versus_actors", "versus_targets", "places", "versus_places", "periods", "baselines",
         "milestones"]  # fmt: skip
part = st.fixed_dictionaries({"role": st.sampled_from(roles), "text": words, "english": st.none()})
slot = st.sampled_from(sorted(SLOTS)).flatmap(lambda s: st.tuples(st.just(s), st.sampled_from(SLOTS[s])))
amount = st.builds(
    deaths,
    words,
    st.sampled_from(["=", "~", ">", ">=", "<", "<=", "between"]),
    st.sampled_from([1500.0, 300.0, 1.5, -1.0, 2017.0]),
    st.sampled_from(["deaths", "events", "%", "% change", "ratio", "people"]),
)
plausible = st.builds(
    entry,
    st.one_of(stretch, st.sampled_from([s.text for s in DOCUMENT.sentences])),
    st.one_of(st.none(), st.sampled_from(names("kinds"))),
    speaker=st.one_of(st.just("author"), words),
    parts=st.lists(part, max_size=4),
    slots=st.lists(slot, max_size=3).map(dict),
    quantity=st.one_of(st.none(), amount),
    polarity=st.sampled_from(["affirm", "deny"]),
    hedges=st.lists(words, max_size=1),
)
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=8,
)


def like(claim: Claim, made: dict[str, Any]) -> dict[str, Any]:
    """An entry on the words of a claim, with its kind and actors."""
    parts = [{"role": "actors", "text": m.text, "english": None} for m in claim.actors]
    return {**made, "quote": claim.quote, "kind": claim.kind, "not_checkable": None, "parts": [*parts, *made["parts"]]}


def days(words: str) -> tuple[Any, ...]:
    return tuple((w.start, w.end) for w in times.parse(words, dt.date(2018, 1, 1), None))


def kept(entries: list[Any]) -> tuple[Answers, Extraction]:
    answers = Answers(DOCUMENT, load_gazetteer())
    assert answers.take(json.dumps({"entries": entries}), PIECE)
    statements, claims = _numbered(DOCUMENT, [PIECE], answers, {})
    return answers, Extraction(statements=statements, claims=claims)


@settings(max_examples=150)
@given(st.lists(plausible, max_size=6))
def test_what_is_kept_is_in_the_text(entries: list[Any]) -> None:
    answers, found = kept(entries)
    assert len(answers.kept) + sum(answers.refused.values()) == len(entries)
    assert len({s.id for s in found.statements}) == len(found.statements)
    assert len({c.id for c in found.claims}) == len(found.claims)
    for claim in found.claims:
        assert TEXT[claim.start : claim.end] == claim.quote
        assert claim.statement in {s.id for s in found.statements}
        for role in roles:
            assert all(TEXT[m.start : m.end] == m.text for m in getattr(claim, role))
        assert claim.quantity is None or claim.quantity.text in claim.quote
        grounding = ground(claim, DOCUMENT, load_gazetteer())
        assert grounding.claim == claim


@settings(max_examples=60)
@given(st.lists(anything, max_size=5))
def test_nonsense_is_refused(entries: list[Any]) -> None:
    answers, found = kept(entries)
    assert found.claims == ()
    assert sum(answers.refused.values()) == len(entries)


@settings(max_examples=60)
@given(st.lists(plausible, max_size=3), st.integers(0, 3000))
def test_an_answer_cut_anywhere(entries: list[Any], at: int) -> None:
    """What is kept of half an answer is what would have been kept of all of it."""
    whole = json.dumps({"entries": entries})
    answers = Answers(DOCUMENT, load_gazetteer())
    if answers.take(whole[:at], PIECE, cut=True):
        every, _ = kept(entries)
        assert answers.kept == every.kept[: len(answers.kept)]


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_as_an_answer(text: str) -> None:
    read = read_json(text)
    assert read is None or isinstance(read["entries"], list)


RULES_ALONE = RULES.extract(DOCUMENT, load_gazetteer())
SAME = {"id", "statement", "found_by"}


@settings(max_examples=100)
@given(st.lists(st.one_of(plausible, st.builds(like, st.sampled_from(RULES_ALONE.claims), plausible)), max_size=6))
def test_the_first_reading_is_never_changed(entries: list[Any]) -> None:
    """Whatever a model adds: the claims of ``rules`` stand as they were read without it."""
    _, found = kept(entries)
    merged = merge([("rules", RULES_ALONE), ("llm", found)], Meaning(load_gazetteer(), days))
    own = [c for c in merged.extraction.claims if c.found_by.startswith("rules")]
    assert [c.model_dump(exclude=SAME) for c in own] == [c.model_dump(exclude=SAME) for c in RULES_ALONE.claims]
    ids = [c.id for c in merged.extraction.claims]
    said = {s.id: s for s in merged.extraction.statements}
    assert len(set(ids)) == len(ids)
    assert {c.statement for c in merged.extraction.claims} <= set(said)
    assert all(said[c.statement].not_checkable is None for c in merged.extraction.claims if c.found_by == "llm")
    joined = sum(c.found_by == "rules+llm" for c in merged.extraction.claims)
    assert len(ids) == len(RULES_ALONE.claims) + len(found.claims) - joined
