"""The packed copy of the frames: the same as the files, and not used where one of them was edited."""

import subprocess
import sys
from pathlib import Path

import pytest

from inquest.extract import _grammar

ROOT = Path(__file__).parents[2]


def test_packed_frames_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "tools/build_frames.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_edited_file_is_read_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en").mkdir()
    text = (_grammar.FRAMES / "en" / "level.yaml").read_text(encoding="utf-8")
    (tmp_path / "en" / "level.yaml").write_text(text + "\nnew: 1\n", encoding="utf-8")
    packed = _grammar._packed("en")
    monkeypatch.setattr(_grammar, "FRAMES", tmp_path)
    monkeypatch.setattr(_grammar, "_packed", lambda language: packed)
    assert _grammar.load_yaml("en", "level")["new"] == 1
    (tmp_path / "en" / "level.yaml").write_text(text, encoding="utf-8")
    assert "new" not in _grammar.load_yaml("en", "level")
