"""Text made to do harm: whatever is in it, the page, the JSON and the terminal only show it."""

import io
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from inquest import cli

HOSTILE = """Fighting <script>alert(1)</script> in Idlib

More than 100 people were killed in Idlib in 2017, said {{7*7}} <img src=x onerror=alert(2)> spokesman.
The "><svg onload=alert(3)> army killed more than 500 rebels in Aleppo in 2016.
=HYPERLINK("https://example.org/steal","Click") said that more than 900 people were killed in Homs in 2016.
\x1b[31mMore than 300 people\x1b[0m were killed in Hama in 2017.\x1b]8;;https://example.org/x\x07
The \u202erebels\u202c never fought ISIS in Syria in 2016. {% include "/etc/passwd" %} ${7*7} javascript:alert(4)
@SUM(1+1)*cmd|' /C calc'!A0 said that the army should now go. -->]]></article></style></textarea>
"""
MARKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of writing."""


class Page(HTMLParser):
    """Every element, attribute and link of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action", "xlink:href"}]


@pytest.fixture(scope="module")
def outputs(home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The page, the published page, the JSON and the terminal's text of the hostile article."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "<b>bad.txt").write_text(HOSTILE, encoding="utf-8", newline="\n")
    shown = io.StringIO()
    people = (
        "--publish",
        "--reviewer",
        "<script>R</script>",
        "--second-reader",
        "=cmd()",
        "--link",
        "javascript:alert(5)",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "stdout", shown)
        for words in (("--html", "r.html", "--json", "r.json"), (*people, "--html", "p.html")):
            patch.setattr(sys, "argv", ["inquest", "check", "<b>bad.txt", "--date", "2018-01-31", *words])
            cli.main()
    files = {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()}
    return files | {"terminal": shown.getvalue()}


@pytest.mark.parametrize("name", ["r.html", "p.html"])
def test_a_page_runs_and_fetches_nothing_of_it(outputs: dict[str, str], name: str) -> None:
    page = Page()
    page.feed(outputs[name])
    allowed_scripts = outputs[name].count("<script") - len(re.findall(r"<script[^>]*>\s*alert", outputs[name]))
    assert page.tags.count("script") == allowed_scripts
    assert "alert(" not in "".join(re.findall(r"<script.*?</script>", outputs[name], re.S))
    assert page.handlers == []
    assert not {"img", "iframe", "object", "embed", "form"} & {t for t in page.tags if t != "form"}
    assert not [
        link for link in page.links if link.lower().strip().startswith(("javascript:", "data:text", "vbscript:"))
    ]
    assert not MARKS.search(outputs[name])
    assert "root:" not in outputs[name]
    assert not re.search(r"(?<![\d.,#])49(?![\d.,%;])\s*(&lt;|<)img", outputs[name])


def test_the_page_shows_the_words_as_they_are(outputs: dict[str, str]) -> None:
    assert "{{7*7}}" in outputs["r.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in outputs["r.html"]


def test_json_holds_the_words_and_nothing_unseen(outputs: dict[str, str]) -> None:
    data = json.loads(outputs["r.json"])
    assert "<script>alert(1)</script>" in data["document"]["text"]
    assert data["findings"]

    def strings(value: object) -> list[str]:
        if isinstance(value, dict):
            return [s for v in value.values() for s in strings(v)]
        if isinstance(value, list):
            return [s for v in value for s in strings(v)]
        return [value] if isinstance(value, str) else []

    assert not [s for s in strings(data) if MARKS.search(s)]


def test_the_terminal_gets_no_command(outputs: dict[str, str]) -> None:
    assert not MARKS.search(outputs["terminal"])
    assert "The record" in outputs["terminal"]


def test_a_command_to_run_again_is_safe_in_a_shell(outputs: dict[str, str]) -> None:
    import shlex

    for finding in json.loads(outputs["r.json"])["findings"]:
        words = shlex.split(finding["command"])
        assert words[:2] == ["inquest", "ask"]
        assert words[3:] == ["--date", "2018-01-31"]
