"""Extractor by frames: no model, no server; the same text gives the same claims.

Each sentence becomes a skeleton of symbols (names, times, amounts), is cut into clauses, gets a speaker per clause,
and is matched against the frames of its language. Everything that decides is data in ``frames/<language>``.
"""

from typing import ClassVar

from inquest.contracts import NameFinder
from inquest.errors import InputError
from inquest.extract._frames import Frame
from inquest.extract._grammar import languages
from inquest.extract._passage import settle
from inquest.extract._reading import Reading, find_names
from inquest.extract._undated import bounded
from inquest.model.claim import Extraction
from inquest.model.document import Document
from inquest.model.words import language_name


class Rules:
    """Extractor by frames."""

    name = "rules"
    languages: ClassVar[tuple[str, ...]] = languages()

    def extract(self, document: Document, names: NameFinder) -> Extraction:
        """Every statement, and the claims read from them; offsets point into ``document.text``.

        Raises
        ------
        InputError
            If the document's language has no frames.
        """
        if document.language not in self.languages:
            raise InputError(
                f"the text is in {language_name(document.language)}, for which there are no frames",
                "a language that has frames",
                tuple(f"{language_name(code)} ({code})" for code in self.languages),
                "use --extractor llm, which reads any language; or check a translation; or add a folder of frames of "
                "your own (docs/frames.md)",
            )
        return self.read(document, names)

    def read(self, document: Document, names: NameFinder, frames: tuple[Frame, ...] | None = None) -> Extraction:
        """The same with frames of one's own in the place of those of the language."""
        reading = Reading(document, find_names(document, names), frames)
        for sentence in document.sentences:
            if sentence.role != "furniture":
                reading.sentence(sentence)
        reading.told.spoken_later()
        claims = tuple(bounded(c, document.language) for c in settle(reading.scenes, reading.told.claims, document))
        return Extraction(statements=tuple(reading.told.statements), claims=claims)


EXTRACTOR = Rules()
