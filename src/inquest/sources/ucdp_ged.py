"""UCDP GED: the Georeferenced Event Dataset, in every layout met in the wild. Keyed on names, never on positions."""

import re
from collections.abc import Mapping, Sequence

from inquest.contracts import Batch
from inquest.model.record import Licence

COLUMNS: dict[str, str] = {
    "id": "id",
    "date_start": "date_start",
    "date_end": "date_end",
    "country": "country",
    "country_id": "country_id",
    "adm_1": "adm_1",
    "adm_2": "adm_2",
    "place": "where_coordinates",
    "latitude": "latitude",
    "longitude": "longitude",
    "where_prec": "where_prec",
    "date_prec": "date_prec",
    "clarity": "event_clarity",
    "violence": "type_of_violence",
    "dyad": "dyad_name",
    "side_a": "side_a",
    "side_a_id": "side_a_new_id",
    "side_b": "side_b",
    "side_b_id": "side_b_new_id",
    "dead_a": "deaths_a",
    "dead_b": "deaths_b",
    "dead_civilians": "deaths_civilians",
    "dead_unknown": "deaths_unknown",
    "low": "low",
    "best": "best",
    "high": "high",
    "n_sources": "number_of_sources",
    "source_office": "source_office",
    "source_date": "source_date",
    "source_headline": "source_headline",
    "source_original": "source_original",
    "simulated": "simulated",
}
"""Canonical column -> name in GED files since 17.1. ``simulated`` is only in files made for trials."""

OPTIONAL = frozenset(
    {"adm_1", "adm_2", "date_prec", "clarity", "n_sources", "source_office", "source_date"}
    | {"source_headline", "source_original", "simulated"}
)
"""Canonical columns that a file may lack."""

_SPECIAL_SYRIA = "652.1601.1911"
_RELEASE = (
    (re.compile(r"gedevent_v(\d+)_(\d+)_(\d+)_(\d+)(?!\d)", re.I), "{}.{}.{}.{}"),  # candidate, cumulative
    (re.compile(r"gedevent_v(\d+)_(\d+)_(\d+)(?!\d)", re.I), "{}.{}.{}"),  # candidate, one month
    (re.compile(r"gedevent_v(\d+)_(\d+)(?!\d)", re.I), "{}.{}"),  # yearly
    (re.compile(r"(?<![a-z0-9])ged(\d\d)(\d)(?!\d)", re.I), "{}.{}"),  # ged191.csv, ged261-csv.zip
)


def release_of(header: Sequence[str], file_name: str) -> str:
    """The release that a file's name declares; empty if it declares none.

    >>> release_of(["id"], "GEDEvent_v25_1.csv"), release_of(["id"], "GEDEvent_v26_0_8.csv")
    ('25.1', '26.0.8')
    >>> release_of(["id"], "ged191-csv.zip"), release_of(["id"], "ged_syria.csv.zip"), release_of(["id"], "my.csv")
    ('19.1', '652.1601.1911', '')
    """
    for pattern, form in _RELEASE:
        found = pattern.search(file_name)
        if found:
            return form.format(*found.groups())
    columns = {name.strip().lower() for name in header}
    if re.search(r"ged_syria", file_name, re.I) and not columns & {"gwnoa", "relid", "iso3"}:
        return _SPECIAL_SYRIA  # the one GED file without gwnoa
    return ""


class UcdpGed:
    """Recognises and describes GED files: 17.1 to today, candidate files, HDX country files with their HXL row."""

    name = "ucdp_ged"
    title = "UCDP Georeferenced Event Dataset (fatal organised violence, 1989 to today)"
    licence = Licence(
        name="CC BY 4.0",
        url="https://creativecommons.org/licenses/by/4.0/",
        rows=True,
        attribution="Uppsala Conflict Data Program (UCDP), Uppsala University, https://ucdp.uu.se/downloads/",
    )
    citation = (
        "Sundberg, R. & Melander, E. (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace "
        "Research 50(4), doi:10.1177/0022343313484347; Högbladh, S., UCDP GED Codebook, version {release}, Uppsala "
        "University"
    )
    required = tuple(own for canonical, own in COLUMNS.items() if canonical not in OPTIONAL)

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether all required columns are there, in any letter case and order.

        >>> UcdpGed().recognises(["ID", "event_date"])
        False
        """
        found = {name.strip().lower() for name in header}
        return found.issuperset(self.required)

    def batch(self, header: Sequence[str], first_rows: Sequence[Mapping[str, str]], file_name: str) -> Batch:
        """How to read the file: canonical column -> the file's own spelling of the GED column."""
        own = {name.strip().lower(): name for name in header}
        columns = {canonical: own[ged] for canonical, ged in COLUMNS.items() if ged in own}
        simulated = any(row.get(columns.get("simulated", ""), "").strip() == "1" for row in first_rows)
        return Batch(columns=columns, constants={}, release=release_of(header, file_name), simulated=simulated)


SOURCE = UcdpGed()
