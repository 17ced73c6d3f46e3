"""An OpenAI-compatible endpoint in the test process: it answers what a test says, and remembers what was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Request"], None]
"""Writes the answer to a request."""


@dataclass
class Request:
    """What was asked, and a way to answer."""

    handler: BaseHTTPRequestHandler
    body: dict[str, Any]

    @property
    def key(self) -> str:
        return str(self.handler.headers.get("Authorization", ""))

    @property
    def text(self) -> str:
        """The piece of text, without its fences."""
        return "\n".join(self.body["messages"][-1]["content"].split("\n")[1:-1])

    def send(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        self.handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(body)


def says(content: str, finish: str = "stop", used: tuple[int, int] | None = (100, 20)) -> Answer:
    """A whole answer with this content."""

    def answer(request: Request) -> None:
        body: dict[str, Any] = {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": request.body["model"],
            "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}],
        }
        if used:
            body["usage"] = {"prompt_tokens": used[0], "completion_tokens": used[1], "total_tokens": sum(used)}
        request.send(200, json.dumps(body).encode())

    return answer


def gives(*entries: Any, **besides: Any) -> Answer:
    """An answer with these entries."""
    return says(json.dumps({"entries": entries, **besides}))


def fails(status: int, message: str = "", **headers: str) -> Answer:
    """An error with a status."""
    return lambda request: request.send(status, json.dumps({"error": {"message": message}}).encode(), **headers)


def breaks_off(request: Request) -> None:
    """Half an answer, then the connection is closed."""
    request.handler.send_response(200)
    request.handler.send_header("Content-Type", "application/json")
    request.handler.send_header("Content-Length", "1000")
    request.handler.end_headers()
    request.handler.wfile.write(b'{"id": "x", "choices": [')
    request.handler.close_connection = True


def trickles(request: Request) -> None:
    """A blank at a time, and never an end."""
    request.handler.send_response(200)
    request.handler.send_header("Content-Type", "application/json")
    request.handler.end_headers()
    request.handler.close_connection = True
    with suppress(OSError):  # nobody waits for it any more
        for _ in range(100):
            request.handler.wfile.write(b" ")
            request.handler.wfile.flush()
            time.sleep(0.1)


def dawdles(seconds: float, then: Answer) -> Answer:
    """An answer that comes late."""

    def answer(request: Request) -> None:
        time.sleep(seconds)
        try:
            then(request)
        except OSError:  # nobody waits for it any more
            request.handler.close_connection = True

    return answer


@dataclass
class Endpoint:
    """The running server: the next answers, then the last one again and again; or one answer per request."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> None:
        self.asked.append(request)
        (self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])(request)


@contextmanager
def serving() -> Iterator[Endpoint]:
    """An endpoint on this machine, for the time of a test."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path != "/v1/chat/completions":
                Request(self, body).send(404, b"{}")
                return
            endpoint.answer(Request(self, body))

        def log_message(self, *args: Any) -> None:
            """Nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def entry(quote: str, kind: str | None = None, **fields: Any) -> dict[str, Any]:
    """An entry as a well-behaved model gives it; ``actors="A, B"`` and the like become its parts."""
    roles = ("actors", "targets", "versus_actors", "places", "periods", "baselines", "milestones")
    parts = [
        {"role": role, "text": words, "english": None}
        for role in roles
        if role in fields
        for words in str(fields.pop(role)).split(", ")
    ]
    slots = [{"slot": k, "value": v} for k, v in fields.pop("slots", {}).items()]
    made = {
        "quote": quote,
        "speaker": "author",
        "via": None,
        "mode": "asserts",
        "hedges": [],
        "not_checkable": None if kind else "no test",
        "kind": kind,
        "parts": parts,
        "quantity": None,
        "polarity": "affirm",
        "slots": slots,
    }
    return {**made, **fields}


def deaths(text: str, op: str, value: float, unit: str = "deaths") -> dict[str, Any]:
    """A quantity."""
    return {"text": text, "op": op, "value": value, "high": None, "unit": unit}
