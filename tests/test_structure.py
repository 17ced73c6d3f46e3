"""House rules that a machine can check: sizes, imports, names that must not appear."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from inquest.registry import FOLDERS
from inquest.version import VERSION

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "inquest"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PYTHON = sorted({*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")})
FILE_LINES = 500
"""Hard limit. The target is 300, and most of the package must meet it."""
FUNCTION_LINES = 60
TARGET, WITHIN_TARGET = 300, 0.9

SUFFIXES = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".json",
    ".html",
    ".css",
    ".jinja",
    ".j2",
    ".cff",
    ".sh",
    ".svg",
    "",
}
MACHINE_PATHS = ("/" + "work/", "/" + "tmp/", "/" + "root/")
REGISTRIES = (
    "pypi" + ".org",
    "files.python" + "hosted",
    "registry.npm" + "js",
    "conda." + "anaconda",
    "repo.maven" + ".",
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def written() -> list[Path]:
    """Text files of the checkout that people wrote: no lock file, no licence, no built folder."""
    top = [p for p in ROOT.iterdir() if p.is_file() and p.name not in {"uv.lock", "LICENSE"}]
    folders = [ROOT / f for f in (".ci", "src", "tests", "docs", "benchmarks", "schemas")]
    below = [p for f in folders if f.is_dir() for p in f.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    return sorted(p for p in [*top, *below] if p.suffix in SUFFIXES and not p.name.startswith(".coverage"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_file_length(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= FILE_LINES, f"{name(path)} has {lines} lines; at most {FILE_LINES}. Cure: split it by what it does."


def test_most_files_meet_the_target() -> None:
    long = [name(p) for p in SOURCES if len(p.read_text("utf-8").splitlines()) > TARGET]
    assert len(long) <= (1 - WITHIN_TARGET) * len(SOURCES), f"over {TARGET} lines: {', '.join(long)}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_function_length(path: Path) -> None:
    """From the line of ``def`` to the last, less the docstring (numpy docstrings are long); there are no exceptions."""
    for function in functions(path):
        lines = function.end_lineno - function.lineno + 1
        first = function.body[0]
        if ast.get_docstring(function) is not None:
            lines -= first.end_lineno - first.lineno + 1
        where = f"{name(path)}:{function.lineno} {function.name}"
        assert lines <= FUNCTION_LINES, f"{where} has {lines} lines; at most {FUNCTION_LINES}. Cure: name its steps."


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_imports_are_absolute(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    relative = [n.lineno for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level]
    assert not relative, f"{name(path)} imports relatively at lines {relative}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_module_has_a_docstring(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{name(path)} doesn't say what it is"


def test_every_folder_of_code_is_a_package() -> None:
    bare = {p.parent for p in SOURCES if not (p.parent / "__init__.py").is_file()}
    assert not bare, f"without __init__.py: {sorted(map(name, bare))}"


@pytest.mark.parametrize("path", written(), ids=name)
def test_no_machine_path_and_no_registry(path: Path) -> None:
    """A checkout works anywhere: nothing in it depends on where it was written or which index served it."""
    text = path.read_text("utf-8")
    found = [word for word in MACHINE_PATHS if re.search(rf"(?<![\w.-]){re.escape(word)}", text)]
    found += [word for word in REGISTRIES if word in text]
    assert not found, f"{name(path)} names {found}"


def test_the_linter_looks_at_every_folder_of_variants() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    folders = next(c["folders"] for c in contracts if c["type"] == "variants")
    assert folders == [f"inquest.{folder}" for folder in FOLDERS]


def test_every_lint_ignore_has_a_reason() -> None:
    bare = [
        f"{name(path)}:{number}"
        for path in PYTHON
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"# (noqa|type: ignore)\b[^#]*$", line)
        and not re.search(r"(noqa: [\w, ]+|ignore\[[\w, -]+\])\s+(-|#|—) \S", line)
    ]
    assert not bare, f"ignores without a reason: {', '.join(bare)}"


def test_the_version_agrees_everywhere() -> None:
    assert "version" in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dynamic"]
    assert f"\nversion: {VERSION}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\n## {VERSION}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_library_used_is_a_declared_dependency() -> None:
    """A library that only the development tools bring along is missing on a user's machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needs = [*project["dependencies"], *(need for extra in project["optional-dependencies"].values() for need in extra)]
    declared = {re.split(r"[^\w.-]", need)[0].lower().replace("_", "-") for need in needs}
    provided = packages_distributions()
    lacking = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in {n.partition(".")[0] for n in names} - {"inquest"} - sys.stdlib_module_names:
                if not declared & {d.lower().replace("_", "-") for d in provided.get(module, [])}:
                    lacking.add(f"{name(path)} imports {module}")
    assert not lacking, sorted(lacking)
