"""A server on this machine that answers as a test says, plain or under TLS, and remembers what it was asked."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


def page(body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    """Answer with a body."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        if kind:
            to.send_header("Content-Type", kind)
        to.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(body)

    return answer


def redirect(where: str, status: int = 302) -> Answer:
    return page(b"", status=status, Location=where)


class Server:
    """Paths and their answers; ``asked`` lists (path, Host header) in order."""

    def __init__(self, port: int, answers: dict[str, Answer]) -> None:
        self.port, self.answers = port, answers
        self.asked: list[tuple[str, str]] = []
        self.agents: list[str] = []

    def address(self, path: str, host: str = "news.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


@contextmanager
def serving(answers: dict[str, Answer], tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A running server on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, self.headers.get("Host", "")))
            server.agents.append(self.headers.get("User-Agent", ""))
            with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough, as it should
                server.answers.get(self.path, page(b"none", status=404))(self)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    http = Quiet(("127.0.0.1", 0), Handler)
    if tls is not None:
        http.socket = tls.wrap_socket(http.socket, server_side=True)
    server = Server(http.server_port, answers)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
