"""How the command line ends: the documented code, one line on standard error, never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest


def inquest(*words: str, folder: Path, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run the installed command as a user does."""
    command = [str(Path(sys.executable).with_name("inquest")), *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--help",), 0, ""),
        (("check",), 2, "source"),
        (("nonesuch",), 2, "nonesuch"),
        (("check", "x.txt", "--nonesuch"), 2, "--nonesuch"),
        (("check", "x.txt", "--jobs", "many"), 2, "--jobs"),
        (("data", "add"), 2, "file"),
        (("ask", "Rebels fought in Idlib in 2016.", "--answer", "no sign"), 2, "--answer"),
        (("check", "missing.txt", "--date", "2020-05-11"), 4, "missing.txt"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
@pytest.mark.usefixtures("home")
def test_exit_code(
    words: tuple[str, ...], code: int, said: str, tmp_path: Path, bare_environment: dict[str, str]
) -> None:
    done = inquest(*words, folder=tmp_path, environment=bare_environment)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert said.lower() in done.stderr.lower()
    assert (code == 0) == (not done.stderr)
