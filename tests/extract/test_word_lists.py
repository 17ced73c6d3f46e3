"""The word lists of English: each is asked for by name, once, and a guard's words stay names that nobody knows."""

import re
from pathlib import Path

import inquest.extract
from inquest.extract import _guard
from inquest.extract._grammar import grammar, load_yaml

LISTS = {file: load_yaml("en", file).keys() - {"language", "words"} for file in ("_grammar", "_guards")}
SOURCE = "\n".join(p.read_text(encoding="utf-8") for p in Path(inquest.extract.__file__).parent.rglob("*.py"))


def test_no_list_stands_in_both_files() -> None:
    assert not LISTS["_grammar"] & LISTS["_guards"]


def test_every_list_is_asked_for() -> None:
    assert [
        name for names in LISTS.values() for name in sorted(names) if not re.search(f"[\"']{name}[\"']", SOURCE)
    ] == []


def test_every_list_is_one_of_words_or_of_phrases() -> None:
    held = grammar("en").sets.keys() | grammar("en").phrases.keys()
    assert {
        name for names in LISTS.values() for name in names
    } == held  # "no" and "on" alone would be read as yes or no


def test_a_capitalised_word_of_a_guard_may_still_be_an_unknown_name() -> None:
    assert "stampede" in grammar("en")["no_doers"]
    assert "stampede" not in _guard._words("en")
    assert "militants" in _guard._words("en")
