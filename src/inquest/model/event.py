"""The canonical event: what every source is turned into."""

from inquest.model.base import Frozen

COLUMNS: dict[str, str] = {
    "source": "VARCHAR",  # registry name of the source
    "release": "VARCHAR",  # e.g. 19.1, 652.1601.1911, or the day of download
    "id": "VARCHAR",  # the source's own id; identity is (source, id)
    "date_start": "DATE",
    "date_end": "DATE",
    "country": "VARCHAR",
    "country_id": "BIGINT",  # Gleditsch-Ward
    "adm_1": "VARCHAR",
    "adm_2": "VARCHAR",
    "place": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "where_prec": "BIGINT",  # 1 exact .. 7 international waters
    "date_prec": "BIGINT",
    "clarity": "BIGINT",
    "violence": "BIGINT",  # 1 state-based, 2 non-state, 3 one-sided
    "dyad": "VARCHAR",
    "side_a": "VARCHAR",  # as the source writes it; members are made at ingest
    "side_a_id": "BIGINT",
    "side_b": "VARCHAR",
    "side_b_id": "BIGINT",
    "dead_a": "BIGINT",
    "dead_b": "BIGINT",
    "dead_civilians": "BIGINT",
    "dead_unknown": "BIGINT",
    "low": "BIGINT",
    "best": "BIGINT",
    "high": "BIGINT",
    "n_sources": "BIGINT",  # -1 unknown
    "source_office": "VARCHAR",
    "source_date": "VARCHAR",
    "source_headline": "VARCHAR",
    "source_original": "VARCHAR",
    "simulated": "BIGINT",  # 1 if the file declares itself simulated
    "summary": "BIGINT",  # 1 if suspected of rolling a longer time or wider area into one row
    "twin": "BIGINT",  # 1 if near-identical to an earlier row
}
"""Canonical column -> DuckDB type, in file order."""


class Evidence(Frozen):
    """One event as shown under a finding. Headlines are the source's words, untrusted.

    ``deaths`` is the best estimate. ``source_original`` is never carried here (it may name private people).
    """

    source: str
    release: str
    id: str
    date_start: str
    date_end: str
    country: str
    adm_1: str
    adm_2: str
    place: str
    latitude: float | None
    longitude: float | None
    where_prec: int
    side_a: str
    side_b: str
    deaths: int
    low: int
    high: int
    office: str
    headline: str
    headline_date: str = ""
    """When the report of the first headline appeared, as the source writes it; "" where it gives none."""
    simulated: bool = False
