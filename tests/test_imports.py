"""The import budget: what a question about one sentence may load. Heavy libraries would cost more than the answer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("scipy.stats", "pandas", "pyarrow", "polars", "altair", "pyspark", "statsmodels", "matplotlib", "playwright",
         "pydantic_ai", "openai", "httpx", "httpx2")  # fmt: skip
"""Never loaded by the main job. scipy.stats alone takes longer than the whole of ``inquest ask``."""
LATE = ("duckdb", "scipy", "shapely", "jinja2", "vl_convert", "pydantic", "yaml", "narwhals", "typer", "rich", "numpy")
"""Not loaded by ``import inquest`` alone: its names are looked up when they are used."""
PROGRAM = "import json, sys\n{}\nprint('\\n' + json.dumps(sorted(sys.modules)))"


def loaded(code: str, environment: dict[str, str], folder: Path) -> set[str]:
    """Modules loaded in a fresh process after running some code."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROGRAM.format(code)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


READING = ("trafilatura", "lxml", "pypdf", "docx", "httpx", "httpcore", "markdown_it", "ssl", "http")
"""What reads other formats than plain text and fetches addresses: loaded only where a source needs it."""


def run(*words: str) -> str:
    """Code that runs the command line and goes on if it ends well."""
    return (
        f"import sys; sys.argv = {['inquest', *words]!r}\n"
        "from inquest.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code"
    )


def over_budget(modules: set[str], budget: tuple[str, ...]) -> list[str]:
    return sorted(set(budget) & modules)


def test_the_helper_sees_a_heavy_import(bare_environment: dict[str, str], tmp_path: Path) -> None:
    assert over_budget(loaded("import scipy.stats", bare_environment, tmp_path), HEAVY) == ["scipy.stats"]


def test_import_alone_is_light(bare_environment: dict[str, str], tmp_path: Path) -> None:
    modules = loaded("import inquest", bare_environment, tmp_path)
    assert over_budget(modules, HEAVY + LATE) == []


def test_help_is_light(bare_environment: dict[str, str], tmp_path: Path) -> None:
    modules = loaded(run("--help"), bare_environment, tmp_path)
    assert over_budget(modules, (*HEAVY, "duckdb", "scipy", "shapely", "jinja2", "vl_convert", "numpy")) == []


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "words",
    [
        ("ask", "More than 5,000 people were killed in Syria in 2017.", "--date", "2020-05-11"),
        ("ask", "The government of Syria mostly fought IS in 2017.", "--date", "2020-05-11"),
        ("ask", "Violence in Aleppo declined in 2017.", "--date", "2020-05-11"),
        ("ask", "Peace is better than war.", "--date", "2020-05-11"),
    ],
    ids=["level", "priority", "trend", "opinion"],
)
def test_ask_is_light(words: tuple[str, ...], bare_environment: dict[str, str], tmp_path: Path) -> None:
    modules = loaded(run(*words), bare_environment, tmp_path)
    assert "inquest.record._held" in modules or words[1].startswith("Peace"), "the record was not asked"
    assert over_budget(modules, HEAVY) == []


@pytest.mark.usefixtures("home")
def test_a_census_question_needs_no_special_functions(bare_environment: dict[str, str], tmp_path: Path) -> None:
    words = ("ask", "More than 5,000 people were killed in Syria in 2017.", "--date", "2020-05-11")
    modules = loaded(run(*words), bare_environment, tmp_path)
    assert over_budget(modules, ("scipy", "scipy.special")) == []


@pytest.mark.usefixtures("home")
def test_a_plain_text_loads_no_other_reader(bare_environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("More than 5,000 people were killed in Syria in 2017.")
    modules = loaded(run("check", "a.txt", "--date", "2020-05-11"), bare_environment, tmp_path)
    assert "inquest.read.pdf" in modules, "readers are asked whether they know the bytes"
    assert over_budget(modules, READING) == []


@pytest.mark.usefixtures("home")
def test_a_small_record_is_asked_without_an_engine(bare_environment: dict[str, str], tmp_path: Path) -> None:
    loaded(run("ask", "More than 5,000 people were killed in Syria in 2017."), bare_environment, tmp_path)
    modules = loaded(run("ask", "Violence in Aleppo declined in 2017."), bare_environment, tmp_path)
    assert over_budget(modules, ("duckdb", "narwhals")) == []


@pytest.mark.usefixtures("home")
def test_check_is_light(bare_environment: dict[str, str], tmp_path: Path) -> None:
    modules = loaded(run("demo", "--html", "demo.html"), bare_environment, tmp_path)
    assert over_budget(modules, HEAVY) == []
