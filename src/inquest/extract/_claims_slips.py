"""Where something stands in an edited YAML file, so that an error can name the line, and what was found there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from inquest.errors import InputError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SIMILAR = 40
"""Likeness (of 100) from which a misspelt word is taken for a known one."""
_FIELD = re.compile(r"([ ]{0,40}(?:-[ ]{1,3})?)[\w-]{1,40}:(?:[ ]{1,3}([\"'])|[ ]|$)")
"""A line that begins a field, and the quotation mark that opens its value."""
_BLOCK = re.compile(r":[ ]{1,3}[|>][-+0-9]{0,2}$")
_ENDED = {"'": re.compile(r"(?<!')(?:'')*'(?!')"), '"': re.compile(r'(?<!\\)(?:\\\\)*"')}
"""Where a quoted value ends: the mark itself, neither doubled nor escaped."""
MOST_AGAIN = 10_000
"""Parts of a file that may stand for others; a hundred bytes can stand for millions."""


@dataclass(frozen=True)
class Spot:
    """A place in a file: what it is called, and how to get there from the top."""

    words: str = ""
    path: tuple[str | int, ...] = ()
    root: Any = None

    def at(self, *steps: str | int, words: str = "") -> "Spot":
        """A place below this one."""
        return Spot(words or ", ".join([self.words, *map(str, steps)]).strip(", "), (*self.path, *steps), self.root)

    @property
    def line(self) -> int | None:
        """The line in the file; that of the nearest place above it where this one isn't there."""
        node, line = self.root, None
        for step in (None, *self.path):
            if step is not None:
                found = _child(node, step)
                if found is None:
                    break
                mark, node = found
                line = mark.line + 1
        return line

    def slip(self, found: str, expected: str = "", choices: Sequence[str] = (), cure: str = "") -> InputError:
        """An error that names the line and the place."""
        line = self.line
        where = f"line {line}: {self.words}" if line is not None else self.words
        return InputError(f"{where}{'' if found.startswith(',') else ' '}{found}".strip(), expected, choices, cure)


def _child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """Mark of a member, and the member."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


def read_yaml(text: str, what: str) -> tuple[Any, Spot]:
    """The data of a YAML text, and its top as a place.

    Raises
    ------
    InputError
        If it is no YAML, or a field stands twice in one place; the message names the line.
    """
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        _once(root, what)
        data = loader.construct_document(root) if root is not None else None
    except yaml.YAMLError as error:
        _closed(text, what, error)
        mark = getattr(error, "problem_mark", None)
        at = f" in line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None)
        lines = text.splitlines()
        near = f", at {lines[mark.line].strip()[:60]!r}" if mark and mark.line < len(lines) else ""
        raise InputError(
            f"{what} is no valid YAML{at}{near}" + (f" ({problem})" if problem else ""),
            "fields as 'name: value', lists as '- item' or [a, b], two blanks for each step inwards",
            cure="check indentation and quotes there, and in the line before; put words with : or # between quotes",
        ) from error
    finally:
        loader.dispose()
    return data, Spot(what, (), root)


def _closed(text: str, what: str, error: Exception) -> None:
    """Refuse a quotation mark that opens a value and is not closed, in the line where it opens."""
    opened: tuple[int, int, str] | None = None
    block = -1
    for number, words in enumerate(text.splitlines(), start=1):
        inset = len(words) - len(words.lstrip(" "))
        if block >= 0 and (inset > block or not words.strip()):
            continue  # a text as it stands, where quotation marks are words
        block = inset if opened is None and _BLOCK.search(words) else -1
        field = _FIELD.match(words)
        if opened and field and field.end(1) <= opened[1]:
            raise InputError(
                f"{what} opens a quotation mark ({opened[2]}) in line {opened[0]} and doesn't close it",
                "each quoted value closed before the next field",
                cure=f"close it in line {opened[0]}, or take it out",
            ) from error
        rest = words
        if opened is None:
            if field is None or not field[2]:
                continue
            opened, rest = (number, field.end(1), field[2]), words[field.end(2) :]
        if _ENDED[opened[2]].search(rest):
            opened = None


def _once(root: Any, what: str) -> None:
    """Refuse a field that stands twice: only the last would count, in silence; and a file that unfolds without end."""
    stack, seen, again = [root], set[int](), 0
    while stack:
        node = stack.pop()
        again += id(node) in seen
        if again > MOST_AGAIN:
            raise InputError(
                f"line {node.start_mark.line + 1}: {what} uses this part again and again (& and *)",
                f"at most {MOST_AGAIN:,} parts that stand for others: a few lines of them can make a file endless",
                cure="copy the part to where * stands, and take & and * out",
            )
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            lines: dict[str, int] = {}
            for key, value in node.value:
                name = str(key.value)
                if name in lines and isinstance(key, yaml.ScalarNode):
                    raise InputError(
                        f"line {key.start_mark.line + 1}: {what} has {name!r} twice in one place (first in line "
                        f"{lines[name]})",
                        "each field once",
                        cure="delete one of them",
                    )
                lines[name] = key.start_mark.line + 1
                stack.append(value)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)


def fields(entry: Any, allowed: Sequence[str], spot: Spot) -> dict[str, Any]:
    """The entry, if it is a mapping of known fields.

    Raises
    ------
    InputError
        Naming the misspelt field and the nearest one.
    """
    if not isinstance(entry, dict):
        found = "is empty" if entry is None else f"is {type(entry).__name__}"
        raise spot.slip(found, "fields with values", allowed, "see docs/claims_file.md")
    for name in entry:
        if name not in allowed:
            hint = near(str(name), allowed)
            raise spot.at(str(name), words=spot.words).slip(
                f"has the field {str(name)!r}",
                "a field of the claims file",
                allowed,
                f"did you mean {hint!r}" if hint else "delete it or use one of the choices",
            )
    return entry


def near(word: str, known: Sequence[str]) -> str:
    """The known word most like one, or ""."""
    found = process.extractOne(word, list(known), scorer=fuzz.ratio)
    return str(found[0]) if found and found[1] > SIMILAR else ""


def entries(value: Any, spot: Spot) -> list[Any]:
    """A list, or none.

    Raises
    ------
    InputError
        If it is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise spot.slip(f"is {value!r}"[:80], "a list", cure="begin each of its members with '- '")
    return value
