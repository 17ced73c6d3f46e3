"""Texts that nobody would write by hand: each is read to its end, or named with what is wrong, and nothing fails."""

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run

CLAIM = "More than 100 people were killed in Idlib in 2017."
NO_TERMINAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# ruff: noqa: E501 - one odd text and what is to be seen a line


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        (f"The \u202erebels\u202c left the town at once. {CLAIM}", 0, CLAIM),
        ("They left the to\u00adwn at on\u200bce. " + CLAIM.replace("people", "peo\u200bple"), 0, CLAIM),
        ("They left the town at once. M\u043ere than 100 pe\u043eple were killed in Idlib in 2017.", 0, CLAIM),
        (f"=cmd|' /C calc'!A0 was what they said. {{{{7*7}}}} ${{7*7}} <script>alert(1)</script> {CLAIM}", 0, "{{7*7}} ${7*7} <script>"),
        (f"\x1b]0;owned\x07\x1b[2JThey left the town at once. {CLAIM}", 0, CLAIM),
        (f"He said: {'“‘([' * 3_000} the army left {'])’”' * 3_000}. They left the town at once. {CLAIM}", 0, CLAIM),
        (f"They left the {'x' * 50_000} at once. {CLAIM}", 0, CLAIM),
        (f"They left the town {'and the army killed rebels near it ' * 600}in 2017. {CLAIM}", 0, CLAIM),
        (f"They left {', '.join(f'Zor{i} Brigade{i}' for i in range(2_000))}. {CLAIM}", 0, CLAIM),
        (f"The army left the town. Армия ушла. غادر الجيش. 军队离开了。 They then went home at once. {CLAIM}", 0, CLAIM),
        ("?!.,;: -()" * 500, 4, "holds no sentence"),
        ("The army left\x00 the town at once in 2017.", 4, "is binary data. Expected: plain text. Cure: save"),
    ],
    ids=["direction", "hidden", "look-alike", "injection", "escape codes", "nested", "one word", "one sentence",
         "names", "scripts", "punctuation", "NUL"],
)  # fmt: skip
def test_an_odd_text(run: Run, tmp_path: Path, text: str, code: int, shown: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = run("claims", "a.txt", "--date", "2018-05-01")
    assert done.code == code, done.err[-400:]
    assert shown in " ".join((done.out + done.err).split())
    assert not NO_TERMINAL.search(done.out + done.err)
    assert done.err.count("\n") == (1 if code else 0)


def test_a_thousand_claims_in_one_text_are_all_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A war\n\n" + " ".join(CLAIM.replace("100", str(n)) for n in range(1_000, 2_000)))
    done = run("claims", "a.txt", "--date", "2018-05-01", "--json")
    assert done.code == 0
    assert len(set(re.findall(r"More than 1\d\d\d people were", done.out))) == 1_000
