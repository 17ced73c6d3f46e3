"""The docs are a contract: they fail here when code and docs differ."""

import itertools
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inquest.errors import EXIT_CODES

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
FIRST_SCREEN = 60
"""Lines of README that count as its first screen."""
ELISION = "[...]"
"""A line of README's pasted output that stands for lines left out."""


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def fences(text: str, language: str) -> list[list[str]]:
    """Fenced blocks of a language, as lists of lines."""
    return [m.group(1).splitlines() for m in re.finditer(rf"^```{language}\n(.*?)^```", text, re.M | re.S)]


def rows(text: str) -> Iterator[list[str]]:
    """Cells of every table row, without the ruler."""
    for line in text.splitlines():
        if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def sections(text: str) -> dict[str, str]:
    """Heading (without marks) -> what stands below it, up to the next heading; fenced lines are no headings."""
    found: dict[str, str] = {}
    head, fenced = "", False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if not fenced and re.match(r"#{1,6} ", line):
            head = line.lstrip("#").replace("`", "").strip()
            assert head not in found, f"two headings {head!r}"
            found[head] = ""
        elif head:
            found[head] += line + "\n"
    return found


def commands() -> dict[str, Any]:
    """Every command of the command line by its words ("inquest data add"); groups only if they have options."""
    import typer

    from inquest.cli import app

    found: dict[str, Any] = {}

    def walk(words: str, command: Any) -> None:
        if spellings(command) or not hasattr(command, "commands"):
            found[words] = command
        for name, child in getattr(command, "commands", {}).items():
            if not child.hidden:
                walk(f"{words} {name}", child)

    walk("inquest", typer.main.get_command(app))
    return found


def spellings(command: Any) -> set[str]:
    """Long option names of a command; --help and shell completion go without saying."""
    names = {n for p in command.params if not getattr(p, "hidden", False) for n in (*p.opts, *p.secondary_opts)}
    return {n for n in names if n.startswith("--")} - {"--help", "--install-completion", "--show-completion"}


def test_every_command_has_its_section() -> None:
    documented = {head for head in sections(read("docs/cli.md")) if head == "inquest" or head.startswith("inquest ")}
    assert documented == set(commands())


def test_every_option_is_documented_and_none_besides() -> None:
    text = sections(read("docs/cli.md"))
    for words, command in commands().items():
        documented = set(re.findall(r"(?<![\w-])--[a-z][\w-]*", text[words])) - {"--help"}
        assert documented == spellings(command), words


def test_every_argument_is_documented() -> None:
    text = sections(read("docs/cli.md"))
    for words, command in commands().items():
        for parameter in command.params:
            if parameter.param_type_name == "argument":
                name = (parameter.metavar or parameter.name).upper().strip("[].")
                assert name in text[words], f"{words} {name}"


def test_exit_codes_are_those_of_the_code() -> None:
    cells = rows(sections(read("docs/cli.md"))["Exit codes"])
    table = {code.strip("`"): meaning for code, meaning in cells if code.strip("`").isdigit()}
    assert table == {str(code): meaning for code, meaning in EXIT_CODES.items()}


def test_every_environment_variable_is_documented() -> None:
    code = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "src").rglob("*.py")))
    used = set(re.findall(r"\bINQUEST_[A-Z][A-Z_]*\b", code))
    documented = set(re.findall(r"\bINQUEST_[A-Z][A-Z_]*\b", sections(read("docs/cli.md"))["Environment"]))
    assert documented == used


def architecture() -> list[tuple[int, set[str]]]:
    """Rows of the layer table: number and modules. The first cell reads: 1 `model/`."""
    found = []
    for cells in rows(read("ARCHITECTURE.md")):
        number = re.match(r"(\d+)\b", cells[0])
        if number:
            modules = re.findall(r"`([\w./]+)`", cells[0] if "`" in cells[0] else cells[1])
            found.append((int(number.group(1)), {m.removesuffix(".py").strip("/") for m in modules}))
    return found


def linted() -> list[set[str]]:
    """The layers of import-linter's contract, lowest first."""
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    return [set(re.findall(r"\w+", layer)) for layer in reversed(layers)]


def test_layer_table_names_what_there_is() -> None:
    """All but the version, a constant that is no part of the chain."""
    package = ROOT / "src" / "inquest"
    there = {p.stem for p in package.glob("*.py")} | {p.parent.name for p in package.glob("*/__init__.py")}
    named = set().union(*(modules for _, modules in architecture()))
    assert named == there - {"__init__", "__main__", "version"}
    assert named <= set().union(*linted())


def test_layer_table_agrees_with_the_linter() -> None:
    """Reading the table downwards never goes down a layer of the linter's, nor the other way round."""
    number = {module: n for n, modules in architecture() for module in modules}
    layers = [{number[m] for m in layer if m in number} for layer in linted()]
    layers = [layer for layer in layers if layer]
    assert [n for n, _ in architecture()] == sorted(n for n, _ in architecture())
    for lower, higher in itertools.pairwise(layers):
        assert max(lower) <= min(higher), f"layers {lower} and {higher}"


def first_screen() -> str:
    return "\n".join(read("README.md").splitlines()[:FIRST_SCREEN])


def test_readme_has_exactly_two_set_up_commands() -> None:
    blocks = fences(first_screen(), "sh")
    assert len(blocks) == 1, "the first screen has one sh block: the set-up"
    assert [line.partition("#")[0].strip() for line in blocks[0]] == ["./dev demo", "./dev test"]


def test_the_test_command_is_what_is_run_on_changes() -> None:
    lines = read(".ci/run").splitlines()
    assert lines[-1].endswith("./dev test")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_readme_example_prints_what_it_shows(home: Path, bare_environment: dict[str, str]) -> None:
    """The console block: a line "$ inquest ..." and what it prints, with [...] for lines left out."""
    block = next(b for b in fences(first_screen(), "console") if b[0].startswith("$ inquest "))
    command = [str(Path(sys.executable).with_name("inquest")), *shlex.split(block[0])[2:]]
    done = subprocess.run(
        command, cwd=ROOT, env=bare_environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    printed = [line.rstrip() for line in done.stdout.splitlines()]
    at, pieces = 0, "\n".join(line.rstrip() for line in block[1:]).split(f"\n{ELISION}\n")
    assert any(line.strip() for line in block[1:]), "README shows no output"
    for piece in pieces:
        wanted = piece.strip("\n").splitlines()
        starts = [i for i in range(at, len(printed) - len(wanted) + 1) if printed[i : i + len(wanted)] == wanted]
        assert starts, f"README shows lines that aren't printed:\n{piece}\n--- printed:\n{done.stdout}"
        at = starts[0] + len(wanted)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Links to files of the checkout, and to headings within them."""
    prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.relative_to(ROOT)} links to {target}, which isn't there"
        if anchor:
            heads = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in sections(file.read_text("utf-8"))}
            assert anchor in heads, f"{page.relative_to(ROOT)} links to {target}: no such heading"


def test_every_benchmark_is_described() -> None:
    described = set(sections(read("benchmarks/README.md"))) - {"Benchmarks"}
    assert described == {p.stem for p in (ROOT / "benchmarks").glob("*.py") if not p.stem.startswith("_")}


def test_every_word_of_the_script_is_described() -> None:
    """CONTRIBUTING names the words that the script's own header lists."""
    words = set(re.findall(r"^#   \./dev (\w+)", read("dev"), re.M))
    assert words
    assert words <= set(re.findall(r"\./dev (\w+)", read("CONTRIBUTING.md")))
