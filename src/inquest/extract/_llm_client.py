"""Asks the endpoint, through pydantic-ai and the OpenAI client: schema, back-off, time limits, and what went wrong.

Retries are the client's own: it waits longer each time, obeys ``Retry-After`` up to a minute, and gives up beyond.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from inquest.errors import InquestError, MachineError, UsageError
from inquest.extract._llm_cache import Reply
from inquest.extract._llm_config import KEY, MODEL, PATIENCE, TIMEOUT, URL, Endpoint
from inquest.extract._llm_schema import enclosed, schema

RETRIES = 3
SEED = 20_200_504
_NO_KEY = "none"
"""What is sent where there is no key; never one that is meant for another service."""


@dataclass(frozen=True)
class Failed:
    """A piece without an answer. ``reason``: in words of our own. ``error``: other pieces would fare no better."""

    reason: str
    error: InquestError | None = None


def check_installed() -> None:
    """Whether the client library is there.

    Raises
    ------
    MachineError
        If it isn't, with the command that installs it.
    """
    try:
        import pydantic_ai.models.openai  # noqa: F401 - only whether it can be imported
    except ImportError as error:
        raise MachineError(
            f"the extractor llm needs a library that is not installed ({error.name or error})",
            "the extra 'llm'",
            cure="pip install 'inquest[llm]'",
        ) from error


def ask(
    endpoint: Endpoint, texts: Sequence[str], system: str, done: Callable[[int, Reply | Failed], None]
) -> list[Reply | Failed]:
    """Ask about each piece in turn; ``done`` hears of each as it comes, so that nothing answered is lost.

    After a failure that other pieces would meet too (a key refused, no such model), no more are asked about.
    """
    return _run(_ask(endpoint, texts, system, done))


def _run(work: "Coroutine[Any, Any, list[Reply | Failed]]") -> list[Reply | Failed]:
    """Run to the end, also where a loop runs already (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _ask(
    endpoint: Endpoint, texts: Sequence[str], system: str, done: Callable[[int, Reply | Failed], None]
) -> list[Reply | Failed]:
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    found: list[Reply | Failed] = []
    model = OpenAIChatModel(
        endpoint.model,
        provider=OpenAICompatibleProvider("endpoint", base_url=endpoint.url, api_key=endpoint.key or _NO_KEY),
        profile={"supports_json_schema_output": True},  # whether it does, the endpoint says
    )
    async with model:
        stop: Failed | None = None
        for n, text in enumerate(texts):
            one = stop or await _one(model, endpoint, text, system)
            if isinstance(one, Failed) and one.error is not None:
                stop = Failed(f"not asked: {one.reason}", one.error)
            found.append(one)
            done(n, one)
    return found


async def _one(model: Any, endpoint: Endpoint, text: str, system: str) -> Reply | Failed:
    from pydantic_ai.direct import model_request
    from pydantic_ai.exceptions import AgentRunError
    from pydantic_ai.messages import ModelRequest
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.output import OutputObjectDefinition

    output = OutputObjectDefinition(json_schema=schema(), name="claims", strict=True)
    try:
        answer = await model_request(
            model,
            [ModelRequest.user_text_prompt(enclosed(text), instructions=system)],
            model_settings={
                "temperature": 0,
                "seed": SEED,
                "timeout": endpoint.timeout,
                "max_retries": RETRIES,
                "request_timeout": endpoint.timeout * PATIENCE,
            },
            model_request_parameters=ModelRequestParameters(output_mode="native", output_object=output),
        )
    except AgentRunError as error:
        return _failed(error, endpoint)
    used = answer.usage
    return Reply(answer.text or "", answer.finish_reason or "stop", used.input_tokens, used.output_tokens)


def _failed(error: Any, endpoint: Endpoint) -> Failed:  # noqa: PLR0911 - one return per thing that goes wrong
    """What went wrong, in our words; what the endpoint says about it goes to the terminal only, without the key."""
    from pydantic_ai import exceptions as e

    status = getattr(error, "status_code", None)
    shown = f" (status {status})" if status else ""
    said = _said(error, endpoint)
    host = endpoint.host
    if isinstance(error, e.ModelAuthenticationError):
        what = "refuses the key" if endpoint.key else "asks for a key"
        return Failed(what, UsageError(f"the endpoint {host} {what}{shown}{said}", cure=f"set {KEY} to a valid key"))
    if isinstance(error, e.ModelNotFoundError):
        what = f"knows no model {endpoint.model!r} at that address"
        cure = f"correct {MODEL} (--llm-model), or the path in {URL} (--llm-url), which often ends in /v1"
        return Failed(what, UsageError(f"the endpoint {host} {what}{shown}{said}", cure=cure))
    if isinstance(error, e.ModelQuotaExceededError):
        what = "says that the quota or credit is used up"
        cure = "top it up, or use another endpoint; answers got so far are kept"
        return Failed(what, MachineError(f"the endpoint {host} {what}{shown}{said}", cure=cure))
    if isinstance(error, e.ModelContextWindowExceededError):
        return Failed("the piece is too long for the model")
    if isinstance(error, e.ModelRequestRejectedError):
        what = "refuses the request"
        cure = "use an endpoint and a model that answer by a JSON Schema (response_format json_schema)"
        return Failed(what, UsageError(f"the endpoint {host} {what}{shown}{said}", cure=cure))
    if isinstance(error, e.ModelRateLimitError):
        wait = f" and asks to wait {error.retry_after:.0f} seconds" if error.retry_after else ""
        return Failed(f"the endpoint takes no more requests for now{shown}{wait}")
    if isinstance(error, e.ModelTimeoutError | e.ModelRequestTimeout):
        return Failed(f"no whole answer within {endpoint.timeout:g} seconds an attempt ({TIMEOUT})")
    if isinstance(error, e.ModelConnectionError):
        reached = getattr(error, "phase", None) != "connect"
        return Failed("the connection broke off before the answer was whole" if reached else "it can't be reached")
    if (moved := _moved(error)) is not None:
        what = f"answers with a redirect (status {moved}), which is not followed"
        cure = f"set {URL} (--llm-url) to the address that it moved to, once you trust that one"
        return Failed(what, UsageError(f"the endpoint {host} {what}", cure=cure))
    if isinstance(error, e.ModelAPIError) and status:
        return Failed(f"the endpoint failed{shown}")
    return Failed("the answer is not what an OpenAI-compatible endpoint answers")


def _moved(error: Any) -> int | None:
    """The status of a redirect, which the client tells by the error behind the error only."""
    answer = getattr(error.__cause__, "response", None)
    status = getattr(answer, "status_code", 0)
    return status if isinstance(status, int) and 300 <= status < 400 else None


def _said(error: Any, endpoint: Endpoint) -> str:
    """The endpoint's own words, short, printable, without the key."""
    body = getattr(error, "body", None)
    words = body.get("message", "") if isinstance(body, dict) else ""
    words = str(words).replace(endpoint.key, "(key)") if endpoint.key else str(words)
    words = re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in words)).strip()
    return f": “{words[:160]}”" if words else ""
