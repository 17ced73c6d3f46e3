"""The user's own dictionary on the command line."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INQUEST_NAMES", str(tmp_path / "own" / "names.yaml"))
    return tmp_path / "own" / "names.yaml"


def test_a_name_is_added_found_listed_used_and_removed(run: Run, file: Path) -> None:
    added = run("names", "add", "Tigers of the North", "--actor", "islamic-state", "--language", "en")
    assert (added.code, added.err) == (0, "")
    assert "Tigers of the North = Islamic State" in added.out
    assert run("names", "add", "Old Mill", "--place", "town-tadmur").code == 0
    found = run("names", "find", "The Tigers of the North took Old Mill.").out
    assert "islamic-state  Islamic State" in found
    assert "town-tadmur" in found
    assert found.count("(your own dictionary)") == 2
    listed = run("names", "list").out
    assert "Tigers of the North  islamic-state" in listed
    assert "2 names in" in listed
    done = run("ask", "The Tigers of the North fought the government of Syria in Homs in 2017.")
    assert "From your own dictionary: “Tigers of the North” = islamic-state." in " ".join(done.out.split())
    assert run("names", "remove", "Old Mill").code == 0
    assert "Old Mill" not in file.read_text(encoding="utf-8")


def test_what_is_wrong_is_said(run: Run, file: Path) -> None:
    assert "a name means a side or a place" in run("names", "add", "X").err
    assert "which there is no side of" in run("names", "add", "X", "--actor", "nobody").err
    assert "which there is no place of" in run("names", "add", "X", "--place", "nowhere").err
    for nothing in ("", " ", "..."):
        asked = run("names", "find", nothing)
        assert (asked.code, asked.out) == (2, "")
        assert "there is no name in" in asked.err
        assert "inquest names find" in asked.err
    assert "has no name 'Y'" in run("names", "remove", "Y").err
    assert not file.exists()


@pytest.mark.parametrize("word", ["the", "The", "of the", "и", "a"])
def test_a_word_of_every_text_is_no_name(run: Run, file: Path, word: str) -> None:
    done = run("names", "add", word, "--actor", "islamic-state")
    assert done.code == 2
    assert f"{word!r} is a word that stands in nearly every text. Expected: a name" in done.err
    assert not file.exists()


def test_a_language_that_there_is_none_of_is_refused(run: Run, file: Path) -> None:
    done = run("names", "add", "Tigers", "--actor", "islamic-state", "--language", "klingon")
    assert done.code == 2
    assert "--language klingon. Expected: the code of a language. Choices: af, am, ar," in done.err
    assert not file.exists()


def test_a_name_that_is_known_or_a_plain_word_is_added_with_a_warning(run: Run, file: Path) -> None:
    known = run("names", "add", "Baghdad", "--actor", "islamic-state")
    assert known.code == 0
    assert "'Baghdad' is known already (" in known.err
    plain = run("names", "add", "fighters", "--actor", "islamic-state")
    assert plain.code == 0
    assert "'fighters' is written in lower case: every such word" in plain.err


def test_the_cure_of_an_unknown_name_is_a_command(run: Run, file: Path) -> None:
    done = run("ask", "The Qwxzyvk Brigade killed 40 soldiers in Homs in 2017.", "--date", "2018-05-01")
    out = " ".join((done.out + done.err).split())
    assert "say what “Qwxzyvk Brigade” means: inquest names add NAME --actor ID" in out


def test_a_name_that_the_claims_words_do_not_hold_says_where_it_is_from() -> None:
    from inquest.kinds._refuse import unknown_name
    from inquest.model.claim import Claim, Mention
    from inquest.model.grounding import Grounded

    claim = Claim(id="c01a", statement="s01", kind="level", frame="x", quote="They killed 40.", start=0, end=15)
    meant = Mention(text="fighters", start=0, end=4, via="“They” -> fighters, sentence 1")
    refusal = unknown_name(claim, "level", Grounded(mention=meant), "actor")
    assert "The claim's own words don't hold that name: “They” -> fighters, sentence 1." in refusal.text


def test_an_unknown_name_has_near_ones_or_none(run: Run, file: Path) -> None:
    assert "nearest known: Hezbollah" in run("names", "find", "Hezbolah").out
    out = run("names", "find", "Qwxzyvk").out
    assert "nearest known: none" in out
    assert "inquest names add NAME --actor ID" in " ".join(out.split())
    assert not file.exists()


def test_a_wrong_place_in_the_file_is_named(run: Run, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("aliases: [{names: [X], places: [nowhere]}]", encoding="utf-8")
    assert "points to the place 'nowhere'" in run("names", "list").err


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Талибы отбили провинцию Гильменд", "провинцию Гильменд", "helmand"),
        ("Обстріл Харківської області", "Харківської області", "kharkiv-oblast"),
        ("معارك في محافظة صعدة", "محافظة صعدة", "adm1-yemen-saada"),
    ],
)
def test_a_region_is_found_in_russian_ukrainian_and_arabic(
    run: Run, file: Path, text: str, words: str, place: str
) -> None:
    shown = run("names", "find", text).out
    assert f"{words}  [place]" in shown
    assert f"    {place}  " in shown


def test_of_places_as_near_the_better_known_comes_first(run: Run) -> None:
    assert "nearest known: Mosul" in run("names", "find", "Mosal").out
