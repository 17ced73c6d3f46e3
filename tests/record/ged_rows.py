"""A good GED row; tests change what they are about."""

from inquest.sources.ucdp_ged import COLUMNS

GED = [own for canonical, own in COLUMNS.items() if canonical != "simulated"]
ROW = {
    "id": "1", "date_start": "2017-03-04", "date_end": "2017-03-05", "country": "Syria", "country_id": "652",
    "adm_1": "Idlib governorate", "adm_2": "Ariha district", "where_coordinates": "Rami village",
    "latitude": "35.76", "longitude": "36.55", "where_prec": "1", "date_prec": "1", "event_clarity": "1",
    "type_of_violence": "1", "dyad_name": "A - B", "side_a": "Government of Syria", "side_a_new_id": "118",
    "side_b": "IS", "side_b_new_id": "234", "deaths_a": "1", "deaths_b": "2", "deaths_civilians": "3",
    "deaths_unknown": "4", "low": "8", "best": "10", "high": "12", "number_of_sources": "2",
    "source_office": "SOHR;AFP", "source_date": "2017-03-06", "source_headline": "Clashes", "source_original": "x",
}  # fmt: skip
