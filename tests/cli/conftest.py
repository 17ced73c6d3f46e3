"""The command line, run in this process or as a user runs it."""

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from inquest import cli

SENTENCE = "More than 100 people were killed in Idlib in 2017."
"""One claim that the bundled record answers."""


@dataclass(frozen=True)
class Done:
    """How a run ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """Run the command line in this process, in an empty folder, on the built record."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def once(*words: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["inquest", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return once


@pytest.fixture
def start(tmp_path: Path, bare_environment: dict[str, str]) -> Callable[..., "subprocess.Popen[bytes]"]:
    """Start the command as a process of its own."""

    def go(*words: str, **options: object) -> "subprocess.Popen[bytes]":
        environment = bare_environment | options.pop("environment", {})  # type: ignore[operator]  # a mapping
        pipes: dict[str, object] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [sys.executable, "-m", "inquest", *words], cwd=tmp_path, env=environment, **(pipes | options)
        )

    return go
