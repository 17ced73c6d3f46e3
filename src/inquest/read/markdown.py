"""Markdown: headings, paragraphs, lists, quotes and tables as text; title, author and date of its front matter."""

import re
from typing import Any

from inquest.model.document import Document
from inquest.read._build import build
from inquest.read._dates import Stated, from_data
from inquest.read._decode import decode

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_DATE_FIELDS = ("date", "published", "publishdate", "publish_date", "pubdate", "date_published", "datepublished")
_PUBLISHERS = ("publisher", "publication", "site", "site_name", "source")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Fields of the YAML block at the head (names in small letters, plain values only), and the text without it."""
    import yaml

    match = _FRONT.match(text)
    if not match:
        return {}, text
    try:
        read = yaml.load(match.group(1), yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings, lists and mappings only
    except yaml.YAMLError:
        return {}, text  # a rule and text that only look like front matter
    if not isinstance(read, dict):
        return {}, text
    plain = {str(k).casefold(): _plain(v) for k, v in read.items()}
    return {k: v for k, v in plain.items() if v}, text[match.end() :]


def _plain(value: Any) -> str:
    """The words of a field: a string, a name, or a list of them; nothing deeper, which could be endless."""
    return ", ".join(v for v in map(_word, value if isinstance(value, list) else [value]) if v)


def _word(value: Any) -> str:
    said = value.get("name", "") if isinstance(value, dict) else value
    return said.strip() if isinstance(said, str) else ""


def _inline(token: Any) -> str:
    """The words of a paragraph; of a picture nothing is left, of a link its words."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts).strip()


def blocks(text: str) -> tuple[list[str], str]:
    """Paragraphs as text, and the first heading of the first level."""
    from markdown_it import MarkdownIt

    found: list[str] = []
    heading, inside, row = "", "", []
    marks: list[str] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type in ("heading_open", "th_open", "td_open"):
            inside = token.tag
        elif token.type == "list_item_open":
            marks.append("- ")
        elif token.type == "inline":
            words = _inline(token)
            if inside in ("th", "td"):
                row.append(words)
            elif words:
                found.append((marks.pop() if marks else "") + words)
                heading = heading or (words if inside == "h1" else "")
            inside = ""
        elif token.type == "tr_close":
            found.append(" | ".join(row))
            row = []
        elif token.type in ("fence", "code_block"):
            found.append(token.content.strip("\n"))
        if token.type == "list_item_close":
            marks.clear()
    return found, heading


class Markdown:
    """Reader of Markdown."""

    name = "markdown"
    suffixes = (".md", ".markdown", ".mdown")
    media_types = ("text/markdown", "text/x-markdown")

    def recognises(self, data: bytes) -> bool:
        """Never: any plain text is Markdown too; only its name or content type tells."""
        return False

    def read(self, data: bytes, name: str) -> Document:
        """The document in ``data``; ``name`` is what errors call it.

        Raises
        ------
        InputError
            If the bytes are no text, are too many, or hold no sentence.
        """
        fields, text = front_matter(decode(data, name))
        parts, heading = blocks(text)
        published = None
        for field in _DATE_FIELDS:
            known = from_data(fields.get(field))
            if known:
                published = Stated(known[0], f'the front matter says "{field}: {fields[field][:40]}"', known[1])
                break
        return build(
            "\n\n".join(p for p in parts if p),
            name,
            title=fields.get("title") or heading or None,
            show_title=True,
            author=fields.get("author") or fields.get("authors") or fields.get("by"),
            publisher=next((fields[f] for f in _PUBLISHERS if f in fields), None),
            published=published,
        )


READER = Markdown()
