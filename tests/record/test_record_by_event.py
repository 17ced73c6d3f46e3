"""Words of events: read once each, numbered, missing entries told from empty ones."""

import numpy as np

from inquest.record._by_event import Words

OFFICES = np.ma.array(["b", "a", "b", "", "c"], mask=[False, False, False, False, True], dtype=object)


class Written:
    """Events 10, 20, 30, 40 and 50 with an office each; ``asked`` are those that were read."""

    def __init__(self):
        self.asked = []

    def __call__(self, events, names):
        self.asked += events.tolist()
        return {"ev": events, **{name: OFFICES[np.searchsorted([10, 20, 30, 40, 50], events)] for name in names}}


def test_words_are_read_once_and_numbered_as_they_come():
    written = Written()
    words = Words(written, ["office"], {"office": ["office"]})
    first = words.numbers("office", words.at(np.array([30, 20])))
    assert [words.entries("office")[n] for n in first] == [("b",), ("a",)]
    later = np.array([10, 50, 40, 20])
    at = words.at(later)
    assert [words.entries("office")[n] for n in words.numbers("office", at)] == [("b",), (None,), ("",), ("a",)]
    assert np.ma.filled(words.column("office", at), "none").tolist() == ["b", "none", "", "a"]
    assert sorted(written.asked) == [10, 20, 30, 40, 50], "each once"
    assert words.at(np.zeros(0, dtype=np.int64)).size == 0


def test_words_of_no_events_have_columns_all_the_same():
    words = Words(Written(), ["office"], {"office": ["office"]})
    assert len(words.column("office", words.at(np.zeros(0, dtype=np.int64)))) == 0
