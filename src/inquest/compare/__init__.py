"""Two texts side by side: claims joined after grounding, findings shared."""

from inquest.compare.run import compare

__all__ = ["compare"]
