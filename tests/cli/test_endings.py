"""How a run ends and what it says meanwhile: quiet, progress, Ctrl-C, a pipe that closes, every documented code."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import SENTENCE, Run

from inquest import cli
from inquest.cli import calibration, framing, rechecking
from inquest.errors import EXIT_CODES, InputError, InquestError, MachineError, RecordError, UnknownNameError, UsageError

Start = Callable[..., subprocess.Popen[bytes]]
INTERRUPTED = b"inquest: interrupted; nothing half-written is left behind\n"


def test_codes_of_errors_are_documented() -> None:
    codes = {e.exit_code for e in (UsageError, UnknownNameError, MachineError, InputError, RecordError, InquestError)}
    told = {cli.INTERRUPTED, calibration.NOT_HELD, rechecking.CHANGED, framing.NOT_READ}
    assert codes | {0} | told == set(EXIT_CODES)


@pytest.mark.parametrize("error", [UsageError, UnknownNameError, MachineError, InputError, RecordError])
def test_an_error_is_one_line_and_its_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: type[InquestError]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("it broke", "a whole one", ("one", "two"), "mend it")

    monkeypatch.setattr("inquest.record.store.open_record", fail)
    done = run("data", "status")
    assert (done.code, done.out) == (error.exit_code, "")
    assert done.err == "inquest: it broke. Expected: a whole one. Choices: one, two. Cure: mend it.\n"


def test_ctrl_c_in_this_process(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inquest.record.store.open_record", interrupt)
    done = run("data", "status")
    assert (done.code, done.out, done.err.encode()) == (130, "", INTERRUPTED)


def test_a_defect_is_not_dressed_up(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("inquest.record.store.open_record", defect)
    with pytest.raises(ZeroDivisionError):
        run("data", "status")


def test_quiet_where_nobody_watches(start: Start) -> None:
    process = start("ask", SENTENCE)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, b"")
    assert b"\x1b" not in out
    assert b"The record backs this" in out


def test_progress_on_a_terminal(start: Start) -> None:
    ours, theirs = pty.openpty()
    process = start("ask", SENTENCE, stderr=theirs, environment={"TERM": "xterm-256color"})
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            block = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end of a terminal is closed
            break
        if not block:
            break
        shown += block
    out, _ = process.communicate(timeout=120)
    os.close(ours)
    assert process.returncode == 0
    assert b"The record backs this" in out
    assert b"opening the record" in shown
    assert b"testing" in shown


def wait_for(found: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.005)


@pytest.mark.parametrize("seen", [".staging-*", "vintages/*", "vintages/*/manifest.json"])
def test_ctrl_c_while_the_record_is_first_built(start: Start, tmp_path: Path, seen: str) -> None:
    root = tmp_path / "new" / "v1"
    process = start("data", "status", environment={"INQUEST_HOME": str(tmp_path / "new")})
    wait_for(lambda: any(root.glob(seen)))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (130, b"", INTERRUPTED)
    assert not (root / "current.json").exists()
    assert not list(root.glob(".staging-*"))
    again = start("data", "verify", environment={"INQUEST_HOME": str(tmp_path / "new")})
    assert b"as it was built" in again.communicate(timeout=120)[0]


@pytest.mark.parametrize("step", ["opening the record", "fetching the panel", "testing"])
def test_ctrl_c_while_a_text_is_checked(start: Start, tmp_path: Path, step: str) -> None:
    ours, theirs = pty.openpty()
    words = ("demo", "--html", str(tmp_path / "r.html"))
    process = start(*words, stderr=theirs, environment={"TERM": "xterm-256color", "COLUMNS": "80"})
    os.close(theirs)
    shown = b""
    while step.encode() not in shown:
        assert select.select([ours], [], [], 60)[0]
        shown += os.read(ours, 4096)
    process.send_signal(signal.SIGINT)
    while select.select([ours], [], [], 60)[0]:
        try:
            shown += os.read(ours, 4096)
        except OSError:  # Linux says so when the other end of a terminal is closed
            break
    out, _ = process.communicate(timeout=120)
    os.close(ours)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in shown
    assert shown.replace(b"\r", b"").endswith(INTERRUPTED)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("kinds",), ("ask", SENTENCE), ("ask", SENTENCE, "--json", "-")], ids=" ".join)
def test_a_reader_that_leaves_is_no_error(start: Start, words: tuple[str, ...]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    process = start(*words, stdout=theirs)
    os.close(theirs)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, b"")


def test_colour_only_on_a_terminal_that_has_it(start: Start) -> None:
    ours, theirs = pty.openpty()
    process = start("ask", SENTENCE, stdout=theirs, environment={"TERM": "xterm-256color", "NO_COLOR": ""})
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            shown += os.read(ours, 4096)
        except OSError:  # Linux says so when the other end of a terminal is closed
            break
    process.communicate(timeout=120)
    os.close(ours)
    assert b"\x1b[" in shown
    assert b"The record backs this" in re.sub(rb"\x1b\[[0-9;]*m", b"", shown)


@pytest.mark.parametrize(("words", "code"), [(["kinds"], 0), (["ask", "", "--date", "never"], UsageError.exit_code)])
def test_the_end_comes_at_once_but_whole(
    bare_environment: dict[str, str], tmp_path: Path, words: list[str], code: int
) -> None:
    program = (
        "import atexit, sys; atexit.register(print, 'the end', flush=True)\n"
        f"sys.argv = {['inquest', *words]!r}\n"
        "from inquest.__main__ import run\n"
        "sys.stdout.write('begun\\n'); run()"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, env=bare_environment, capture_output=True, text=True, check=False)
    said = done.stdout.splitlines()
    assert (done.returncode, said[0], said[-1]) == (code, "begun", "the end")
    assert len(said) > 2 or code
