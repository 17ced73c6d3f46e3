"""Web pages: the main text without navigation, adverts and footers; title, author, site and date from their fields."""

import re
from typing import Any

from inquest.errors import InputError
from inquest.model.document import Document
from inquest.read._build import build
from inquest.read._decode import decode, lacking, quiet
from inquest.read._page import Page

MAX_PAGE = 20_000_000
"""Bytes of a page with its scripts and pictures; the text in it may have as much as any text."""
LOGIN_WORDS = 120
"""A page with a password field and fewer words of main text than this is a login page."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_START = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.I | re.S,
)
_BLOCKS = ("p", "head", "item", "quote", "row", "code")


def main_text(tree: Any, address: str | None) -> str:
    """The main text of a page, a blank line between its paragraphs."""
    from trafilatura import bare_extraction

    with quiet("trafilatura"):
        found: Any = bare_extraction(tree, url=address, include_comments=False, with_metadata=False)
    return "" if found is None else "\n\n".join(_paragraphs(found.body))


def _paragraphs(element: Any) -> list[str]:
    """Text of the blocks of an extracted body, in order; a block within a block stands by itself."""
    found: list[str] = []
    line: list[str] = []

    def close(mark: str = "") -> None:
        words = " ".join("".join(line).split())
        if words:
            found.append(mark + words)
        line.clear()

    def walk(node: Any, mark: str) -> None:
        block = node.tag in _BLOCKS
        if block:
            close(mark)
        if node.tag in ("lb", "cell"):
            line.append(" " if node.tag == "lb" else " | " if "".join(line).strip() else "")
        line.append(node.text or "")
        own = "- " if node.tag == "item" else mark
        for child in node:
            walk(child, own)
            line.append(child.tail or "")
        if block:
            close(own)

    walk(element, "")
    close()
    return found


class Html:
    """Reader of web pages."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")
    media_types = ("text/html", "application/xhtml+xml")

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes begin like a page."""
        return bool(_START.match(data[:4000].removeprefix(b"\xef\xbb\xbf")))

    def read(self, data: bytes, name: str) -> Document:
        """The document in ``data``; ``name`` is what errors call it.

        Raises
        ------
        InputError
            If the bytes are no page, or the page has no main text, or asks for a login.
        MachineError
            If the package that finds the main text isn't installed.
        """
        declared = _CHARSET.search(data[:4000])
        source = decode(data, name, most=MAX_PAGE, charset=declared.group(1).decode("ascii") if declared else None)
        try:
            from trafilatura import load_html
        except ImportError as error:
            raise lacking("a web page", "trafilatura") from error
        if not source.strip():
            raise InputError(f"{name} is empty", "a web page with text", cure="save the page again")
        with quiet("trafilatura"):
            tree = load_html(source)
        if tree is None:
            raise InputError(f"{name} is no web page", "HTML", cure="save the article's text as .txt and check that")
        page = Page(tree)
        address = page.address()
        guarded = any((e.get("type") or "").casefold() == "password" for e in tree.iter("input"))
        text = main_text(tree, address)
        if guarded and len(text.split()) < LOGIN_WORDS:
            raise InputError(
                f"{name} is a page that asks for a login, with no article",
                "a page that can be read without one",
                cure="log in with a browser, save the page or its text as a file, and check that",
            )
        if not text.strip():
            raise InputError(
                f"{name} has no main text",
                "a web page with an article",
                cure="it may be drawn by script: open it in a browser, copy the text into a .txt file, and check that",
            )
        notes = (
            ("The page says that it is not free to read in full: the text may be cut off.",)
            if page.restricted()
            else ()
        )
        return build(
            text,
            name,
            title=page.title(),
            show_title=True,
            author=page.author(),
            publisher=page.site(),
            address=address,
            published=page.published(),
            notes=notes,
        )


READER = Html()
