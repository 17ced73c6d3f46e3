"""What tests of extraction share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.extract.endpoint import Endpoint, serving


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Endpoint]:
    """An endpoint on this machine that the environment names, with a key and an empty cache."""
    with serving() as running:
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("INQUEST_LLM_URL", running.url)
        monkeypatch.setenv("INQUEST_LLM_MODEL", "reader-1")
        monkeypatch.setenv("INQUEST_LLM_KEY", "sk-very-secret")
        monkeypatch.setenv("INQUEST_HOME", str(tmp_path / "home"))
        for name in ("INQUEST_LLM_TIMEOUT", "INQUEST_LLM_PRICE", "OPENAI_API_KEY"):
            monkeypatch.delenv(name, raising=False)
        yield running
