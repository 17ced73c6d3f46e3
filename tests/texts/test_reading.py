"""docs/reading.md says what is measured, and reading does not get worse unseen."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_says_what_is_measured() -> None:
    spec = importlib.util.spec_from_file_location("write_reading", ROOT / "tools/write_reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = (ROOT / "docs/reading.md").read_text("utf-8")
    assert found == module.page(), "reading changed: look at the scores, then run python tools/write_reading.py"
