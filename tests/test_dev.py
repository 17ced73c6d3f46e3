"""The script at the root: what it says and how it ends where something is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("sh", "cat", "dirname", "sed", "grep", "readlink", "rm", "mkdir", "echo", "env")


def dev(*words: str, script: Path = ROOT / "dev", path: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Run the script as dash does, from a folder that isn't the checkout, where no Java lies in the usual place."""
    shell = shutil.which("dash") or shutil.which("sh")
    env = {"PATH": str(path or os.environ["PATH"]), "HOME": "/", "JVMS": str(ROOT / "nonesuch")}
    return subprocess.run(
        [str(shell), str(script), *words], cwd="/", env=env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def poor_machine(tmp_path: Path) -> Path:
    """A folder to be the whole of PATH: a shell's tools, Python, an ordinary user; no Java, Chromium or apt."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        (folder / tool).symlink_to(found)
    put(folder / "id", "echo 1000")
    put(folder / "python3", f'exec "{Path(sys.executable).resolve()}" "$@"')
    return folder


def python(folder: Path, case: str) -> str:
    """A Python that says it is itself the base of its environment, with one case in which it fails."""
    real = Path(sys.executable).resolve()
    return f'case "$*" in *_base_executable*) echo "{folder}/python3" ;; {case} ;; *) exec "{real}" "$@" ;; esac'


def put(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the script in a folder with a space in its name."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    shutil.copy(ROOT / "dev", folder / "dev")
    return folder


@pytest.fixture
def root_machine(poor_machine: Path) -> Path:
    """The same with root and an apt that knows Java 21 but not 17, and installs nothing; it logs what it is asked."""
    put(poor_machine / "id", "echo 0")
    put(poor_machine / "apt-get", 'echo "$*" >>"${0%/*}/log"')
    put(poor_machine / "apt-cache", "case $2 in *-21-*) exit 0 ;; *) exit 100 ;; esac")
    return poor_machine


@pytest.mark.parametrize("words", [(), ("nonesuch",), ("test", "--fast"), ("lint", "src")])
def test_unknown_words_print_the_menu(words: tuple[str, ...]) -> None:
    done = dev(*words)
    assert done.returncode == 2
    for word in ("demo", "test", "lint", "types", "bench"):
        assert f"./dev {word} " in done.stderr
    assert not done.stdout


def test_missing_packages_are_named(poor_machine: Path, checkout: Path) -> None:
    done = dev("test", script=checkout / "dev", path=poor_machine)
    assert done.returncode == 3
    assert "this machine lacks: openjdk-17-jre-headless chromium\n" in done.stderr
    assert "as root, run: apt-get install openjdk-17-jre-headless chromium\n" in done.stderr
    assert not (checkout / ".dev").exists(), "nothing is made before it can be finished"


def test_missing_venv_is_named(poor_machine: Path, checkout: Path) -> None:
    """Debian's Python without python3-venv has no ensurepip."""
    put(poor_machine / "python3", python(poor_machine, "*ensurepip*) exit 1"))
    done = dev("demo", script=checkout / "dev", path=poor_machine)
    assert done.returncode == 3
    assert "this machine lacks: python3-venv\n" in done.stderr


def test_a_java_that_spark_cannot_use_does_not_count(poor_machine: Path, checkout: Path) -> None:
    """Neither an old nor a too new one; one of the right version does."""
    java = poor_machine.parent / "jvm" / "bin" / "java"
    java.parent.mkdir(parents=True)
    (poor_machine / "java").symlink_to(java)
    for version, counts in (("11.0.2", False), ("25", False), ("17.0.15", True), ("21", True)):
        put(java, f"echo 'openjdk version \"{version}\" 2025-01-01' >&2")
        done = dev("test", script=checkout / "dev", path=poor_machine)
        assert done.returncode == 3
        assert ("openjdk" in done.stderr) is not counts, version


def test_root_installs_what_is_missing(root_machine: Path, checkout: Path) -> None:
    """By name, with Java 21 where the release has no 17; and if apt doesn't deliver, it says what is still missing."""
    done = dev("test", script=checkout / "dev", path=root_machine)
    assert (root_machine / "log").read_text().splitlines() == [
        "update -q",
        "install -y -q --no-install-recommends openjdk-21-jre-headless chromium",
    ]
    assert done.returncode == 3
    assert "this machine lacks: openjdk-21-jre-headless chromium\n" in done.stderr


def test_the_demo_needs_neither_java_nor_chromium(root_machine: Path, checkout: Path) -> None:
    put(root_machine / "python3", python(root_machine, "'-m venv '*) exit 9"))
    done = dev("demo", script=checkout / "dev", path=root_machine)
    assert done.returncode == 9, done.stderr
    assert not (root_machine / "log").exists()
