"""What a web page says about itself: title, author, site, address and day of publication, each by its field."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from inquest.read._dates import Precision, Stated, from_data

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
    "citation_publication_date", "citation_online_date", "citation_date", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "publishdate",
    "publish_date", "publish-date", "publication_date", "pubdate", "pub_date", "published", "article.published",
    "cxenseparse:recs:publishtime", "date", "article:date", "rnews:datepublished",
)  # fmt: skip
"""Names of meta fields that state when a page was published, the plainest first; never "modified" or "expires"."""
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl", "citation_author")
_SITES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "publisher",
)
_TITLES = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title", "headline", "title")
_ARTICLE = ("article", "report", "posting", "webpage", "creativework")
MAX_JSON = 500_000
MAX_DEPTH = 8


class Page:
    """The fields of a parsed page, by name in small letters; the first value of each."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.fields: dict[str, str] = {}
        for meta in tree.iter("meta"):
            names = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
            value = (meta.get("content") or "").strip()
            for name in names:
                if name and value:
                    self.fields.setdefault(name.strip().casefold(), value)
        self.articles = [item for item in _linked_data(tree) if _is_article(item)]

    def first(self, names: tuple[str, ...]) -> str | None:
        """The first of some fields that is there."""
        return next((self.fields[n] for n in names if n in self.fields), None)

    def title(self) -> str | None:
        """The headline: of the page's data, else its only first-level heading, else its title without the site."""
        data = next((_text(a.get("headline")) for a in self.articles if _text(a.get("headline"))), None)
        heads = [" ".join(h.text_content().split()) for h in self.tree.iter("h1")]
        named = [" ".join(t.text_content().split()) for t in self.tree.iter("title")]
        heads = [h for h in heads if h]
        field = data or self.first(_TITLES)
        stated = field or (named[0] if named else None)
        small = (stated or "").casefold()
        known = [h for h in heads if small and (h.casefold() in small or small in h.casefold())]
        if known:
            return max(known, key=len)
        if not stated or (not field and len(heads) == 1):
            return heads[0] if len(heads) == 1 else None
        site = (self.site() or "").casefold()
        for mark in (" | ", " - ", " – ", " — ", " :: ", " · "):
            head, sign, last = stated.rpartition(mark)
            if sign and site and (last.casefold() in site or site in last.casefold()):
                return head
        return stated

    def author(self) -> str | None:
        """Who wrote it."""
        for article in self.articles:
            names = [_text(a) for a in _listed(article.get("author"))]
            if any(names):
                return ", ".join(dict.fromkeys(n for n in names if n))
        value = self.first(_AUTHORS)
        return value if value and not value.startswith(("http:", "https:", "@")) else None

    def site(self) -> str | None:
        """Who published it."""
        for article in self.articles:
            name = _text(article.get("publisher"))
            if name:
                return name
        value = self.first(_SITES)
        return value if value and not value.startswith(("http:", "https:", "@")) else None

    def address(self) -> str | None:
        """The address that the page gives as its own."""
        links = [e.get("href") for e in self.tree.iter("link") if (e.get("rel") or "").casefold() == "canonical"]
        found = (links[0] if links else None) or self.fields.get("og:url")
        return found.strip() if found and found.strip().startswith(("https://", "http://")) else None

    def published(self) -> Stated | None:
        """The day of publication, and which field states it; guessed from nothing else."""
        for article in self.articles:
            value = _text(article.get("datePublished"))
            known = _day(value)
            if known:
                return Stated(known[0], f'the page\'s data say datePublished "{value[:40]}"', known[1])
        for name in _PUBLISHED:
            known = _day(self.fields.get(name))
            if known:
                return Stated(known[0], f'the page\'s field {name} says "{self.fields[name][:40]}"', known[1])
        return self._marked()

    def _marked(self) -> Stated | None:
        """The date of a time element that is marked as the day of publication, or of the only one in the article."""
        times = [e for e in self.tree.iter("time") if e.get("datetime")]
        marked = [
            e for e in times if e.get("pubdate") is not None or "datepublished" in (e.get("itemprop") or "").casefold()
        ]
        inside = [e for a in self.tree.iter("article") for e in a.iter("time") if e.get("datetime")]
        values = {str(e.get("datetime"))[:10] for e in inside}
        for element in marked or (inside[:1] if len(values) == 1 else ()):
            known = _day(element.get("datetime"))
            if known:
                what = "marked as published" if marked else "of the article"
                return Stated(known[0], f'the time element {what} says "{element.get("datetime")[:40]}"', known[1])
        return None

    def restricted(self) -> bool:
        """Whether the page says that it isn't free to read in full."""
        values = [str(a.get("isAccessibleForFree")).casefold() for a in self.articles]
        return "false" in values or self.fields.get("article:content_tier") in ("locked", "metered")


def _day(value: str | None) -> tuple[dt.date, Precision] | None:
    """A date in a field; the first day of computer time stands for none."""
    known = from_data(value)
    return None if known and known[0] == dt.date(1970, 1, 1) else known


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        words = script.text or ""
        if "ld+json" in (script.get("type") or "").casefold() and len(words) <= MAX_JSON:
            try:
                yield from _objects(json.loads(words, strict=False), 0)
            except (ValueError, RecursionError):
                continue  # broken data say nothing; the page's other fields are asked


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("mainEntity"), depth + 1)


def _is_article(item: dict[str, Any]) -> bool:
    kinds = [str(k).casefold() for k in _listed(item.get("@type"))]
    return any(kind.endswith(_ARTICLE) for kind in kinds)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return next((t for t in map(_text, value) if t), "")
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""
