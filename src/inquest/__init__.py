"""Inquest puts what is said about a war before the record of the war.

>>> import inquest
>>> inquest.__version__.count(".")
2
"""

from typing import TYPE_CHECKING, Any

from inquest.version import VERSION as __version__

if TYPE_CHECKING:
    from inquest.api import Case, ask, check

__all__ = ["Case", "__version__", "ask", "check"]


def __getattr__(name: str) -> Any:
    """Import the interface on first use: ``import inquest`` alone stays light."""
    if name in {"Case", "ask", "check"}:
        from inquest import api

        return getattr(api, name)
    raise AttributeError(f"module 'inquest' has no attribute {name!r}")
