"""Plain text, UTF-8 (with or without byte order mark), UTF-16 with mark, or Windows-1252."""

from inquest.model.document import Document
from inquest.read._build import build
from inquest.read._decode import decode


class PlainText:
    """Reader of plain text."""

    name = "text"
    suffixes = (".txt", ".text")
    media_types = ("text/plain",)

    def recognises(self, data: bytes) -> bool:
        """Never: text has no mark of its own; it is what is left where no other reader knows its format."""
        return False

    def read(self, data: bytes, name: str) -> Document:
        """The document in ``data``; ``name`` is what errors call it.

        Raises
        ------
        InputError
            If the bytes are no plain text, are too many, or hold no sentence.
        """
        return build(decode(data, name), name)


READER = PlainText()
