"""What every variant must be: found by the registry, never listed by hand."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from inquest import contracts, registry
from inquest.errors import UnknownNameError

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "inquest"
LANGUAGE = "en"
"""The language every kind must have a frame file in; further languages are optional."""

PROTOCOLS: dict[str, Any] = {
    "KIND": contracts.Kind,
    "CHOICE": contracts.CommonChoice,
    "CHECK": contracts.Check,
    "SOURCE": contracts.Source,
    "READER": contracts.Reader,
    "EXTRACTOR": contracts.Extractor,
    "ENGINE": contracts.Engine,
    "SIMULATOR": contracts.Simulator,
    "FAULT": contracts.Fault,
}
PAGES = {
    "extract": "extractors",
    "record.engines": "engines",
    "simulate": "calibration",
    "simulate.faults": "faults",
}
"""Folder of code -> folder of docs, where the two differ."""
VARIANTS = [(folder, name) for folder in registry.FOLDERS for name in registry.names(folder)]

each_variant = pytest.mark.parametrize(("folder", "name"), VARIANTS)
each_kind = pytest.mark.parametrize("name", registry.names("kinds"))


def page(folder: str, name: str) -> Path:
    """The docs page of a variant."""
    return ROOT / "docs" / PAGES.get(folder, folder) / f"{name}.md"


def members(protocol: type) -> Iterator[tuple[str, Any]]:
    """What a Protocol demands: attribute names, and its methods' signatures."""
    for name in protocol.__annotations__:
        yield name, None
    for name, value in vars(protocol).items():
        if inspect.isfunction(value) and not name.startswith("_"):
            yield name, inspect.signature(value)


def test_every_folder_has_a_protocol() -> None:
    assert set(registry.FOLDERS.values()) == set(PROTOCOLS)


@pytest.mark.parametrize("folder", registry.FOLDERS)
def test_no_folder_is_empty(folder: str) -> None:
    assert registry.names(folder), f"src/inquest/{folder.replace('.', '/')} holds no variant"


@each_variant
def test_file_name_is_the_name(folder: str, name: str) -> None:
    assert registry.load(folder, name).name == name


@each_variant
def test_satisfies_its_protocol(folder: str, name: str) -> None:
    """Every attribute is there, and every method takes the arguments of the contract, by the same names."""
    variant, protocol = registry.load(folder, name), PROTOCOLS[registry.FOLDERS[folder]]
    if getattr(protocol, "_is_runtime_protocol", False):
        assert isinstance(variant, protocol)
    for member, expected in members(protocol):
        assert hasattr(variant, member), f"{folder}/{name} lacks {member}"
        if expected is not None:
            own = [p for p in inspect.signature(getattr(variant, member)).parameters.values()]
            wanted = [p for p in expected.parameters if p != "self"]
            assert [p.name for p in own[: len(wanted)]] == wanted, f"{folder}/{name}.{member}"
            extra = [p.name for p in own[len(wanted) :] if p.default is p.empty and p.kind is not p.VAR_KEYWORD]
            assert not extra, f"{folder}/{name}.{member} demands more than the contract: {extra}"


@each_variant
def test_says_what_it_is(folder: str, name: str) -> None:
    """The file opens with a docstring, and a docs page of that name has a title and some text."""
    module = inspect.getmodule(type(registry.load(folder, name)))
    assert inspect.getdoc(module), f"src/inquest/{folder}/{name}.py has no docstring"
    path = page(folder, name)
    assert path.is_file(), f"{path.relative_to(ROOT)} is missing"
    text = path.read_text("utf-8")
    assert text.startswith("# "), f"{path.relative_to(ROOT)} has no title"
    assert f"`{name}`" in text.splitlines()[0] or name in text.splitlines()[0].lower().replace(" ", "_")
    assert len(text.split()) >= 30, f"{path.relative_to(ROOT)} says next to nothing"


@pytest.mark.parametrize("folder", registry.FOLDERS)
def test_no_docs_page_without_a_variant(folder: str) -> None:
    pages = {p.stem for p in page(folder, "x").parent.glob("*.md")} - {"README", "index"}
    assert pages <= set(registry.names(folder)), f"docs of no variant: {sorted(pages - set(registry.names(folder)))}"


@pytest.mark.parametrize("folder", registry.FOLDERS)
def test_unknown_name_lists_the_menu(folder: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        registry.load(folder, "nonesuch")
    assert caught.value.choices == registry.names(folder)
    assert "'nonesuch'" in str(caught.value)


@each_variant
def test_loading_is_repeatable(folder: str, name: str) -> None:
    assert registry.load(folder, name) is registry.load(folder, name)
    assert registry.load(folder, name) in registry.every(folder)


@each_kind
def test_kind_has_a_frame_file(name: str) -> None:
    path = PACKAGE / "extract" / "frames" / LANGUAGE / f"{name}.yaml"
    assert path.is_file(), f"{path.relative_to(ROOT)} is missing"
    frames = yaml.safe_load(path.read_text("utf-8"))
    assert frames, f"{path.relative_to(ROOT)} is empty"


def test_no_frame_file_without_a_kind() -> None:
    """Frames that only mark a mode (a call, a prediction) start with an underscore."""
    files = {p.stem for p in (PACKAGE / "extract" / "frames").glob("*/*.yaml") if not p.stem.startswith("_")}
    assert files <= set(registry.names("kinds")), sorted(files - set(registry.names("kinds")))


@each_kind
def test_kind_accepts_common_choices_that_exist(name: str) -> None:
    kind = registry.load("kinds", name)
    assert set(kind.common) <= set(registry.names("choices"))
    assert kind.needs in {"panel", "grid"}
    assert kind.title
    assert "\n" not in kind.title


@pytest.mark.parametrize("name", registry.names("choices"))
def test_common_choice_is_a_reading_or_a_measurement(name: str) -> None:
    assert registry.load("choices", name).role in {"reading", "measurement"}


def test_every_common_choice_is_used_by_a_kind() -> None:
    used = {choice for kind in registry.every("kinds") for choice in kind.common}
    assert set(registry.names("choices")) == used


@pytest.mark.parametrize("name", registry.names("sources"))
def test_source_can_be_credited(name: str) -> None:
    source = registry.load("sources", name)
    assert source.title
    assert source.citation
    assert source.licence.name
    assert source.licence.attribution
    assert source.required
    assert not source.recognises(["nothing", "of", "the", "kind"])
    assert source.recognises([column.upper() for column in source.required]), "columns count in any letter case"


def test_no_two_readers_claim_a_suffix() -> None:
    suffixes = [s for reader in registry.every("read") for s in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(s.startswith(".") and s == s.lower() for s in suffixes)


@pytest.mark.parametrize("name", registry.names("extract"))
def test_extractor_has_frames_for_its_languages(name: str) -> None:
    for language in registry.load("extract", name).languages:
        assert (PACKAGE / "extract" / "frames" / language).is_dir()


@each_kind
def test_a_kind_that_tests_ships_its_simulator(name: str) -> None:
    """A verdict whose error rate nobody measured is an opinion: every kind draws worlds in which it is known."""
    if not registry.load("kinds", name).refuses:
        assert name in registry.names("simulate"), f"simulate/{name}.py is missing"
        assert registry.load("simulate", name).mode in ("census", "process")
