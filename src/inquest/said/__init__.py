"""Was it said? Reported words set beside the closest passage of an original text."""

from inquest.said.compare import was_it_said
from inquest.said.source import Source

__all__ = ["Source", "was_it_said"]
