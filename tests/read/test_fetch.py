"""An address is fetched from the open internet only, at every redirect, and within its limits."""

import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Collection
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from tests.read.made import two_columns
from tests.read.server import Server, page, redirect, serving

from inquest.errors import InputError, MachineError, UsageError
from inquest.model.document import Document
from inquest.read import _fetch
from inquest.read._fetch import Fetched, Limits, fetch
from inquest.read._open import readers
from inquest.read._public import is_public
from inquest.read._source import is_address, open_source, read_fetched

TYPES = {kind for reader in readers() for kind in reader.media_types}
NEWS = (Path(__file__).parent / "pages" / "news.html").read_bytes()
PRIVATE = (
    "127.0.0.1", "127.9.9.9", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1", "::127.0.0.1", "not an address",
)  # fmt: skip


def here(host: str, port: int) -> Collection[str]:
    return ("127.0.0.1",)


def got(server: Server, path: str, **options: Any) -> Fetched:
    """Fetch from the server of the test, which stands for a public one."""
    return fetch(server.address(path), TYPES, **{"resolve": here, "permitted": lambda ip: True} | options)


def document(server: Server, path: str) -> Document:
    return read_fetched(got(server, path))


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/", "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/", "https://10.0.0.1:8443/x",
    ],
)  # fmt: skip
def test_a_private_address_is_refused_however_it_is_written(address: str) -> None:
    with pytest.raises(InputError, match="is not on the open internet"):
        open_source(address)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("ftp://news.example/a", r"begins with ftp:.*Choices: http, https"),
        ("file:///etc/passwd", r"begins with file:.*path of a local file"),
        ("https://me:secret@news.example/", r"holds a user name or password"),
        ("https://me@news.example/", r"holds a user name or password"),
        ("http:///a", r"names no host"),
        ("http://[::1/", r"is malformed"),
        ("http://0177.0.0.1/", r"is malformed"),
    ],
)
def test_what_is_no_address_is_named(address: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        open_source(address)


def test_a_page_from_a_server() -> None:
    with serving({"/a": page(NEWS)}) as server:
        found = document(server, "/a#part")
    assert found.title == "Ferry town falls silent after four days of shelling"
    assert found.address == server.address("/a")  # where it was, not what the page says of itself
    assert server.asked == [("/a", f"news.example:{server.port}")]
    assert server.agents[0].startswith("inquest/")


@pytest.mark.parametrize(
    ("path", "kind", "data", "words"),
    [
        ("/a.pdf", "application/pdf", two_columns(), "anti-government alliance"),
        ("/a", "application/octet-stream", two_columns(), "anti-government alliance"),
        ("/a", "", NEWS, "40 were soldiers"),
        ("/a.txt", "text/plain; charset=windows-1251", "The army left Goma — at last.".encode("cp1251"), "Goma — at"),
        ("/a.txt", "text/plain; charset=nonesuch", b"The army left Goma at last.", "left Goma"),
        ("/a", "text/markdown", b"# Goma\n\nThe **army** left Goma at last.", "The army left"),
    ],
)
def test_the_reader_is_chosen_by_content_type_or_content(path: str, kind: str, data: bytes, words: str) -> None:
    with serving({path: page(data, kind)}) as server:
        assert words in document(server, path).text


def test_redirects_are_followed() -> None:
    with serving({"/a": redirect("/b", 301), "/b": redirect("//other.example:{}/c"), "/c": page(NEWS)}) as server:
        server.answers["/b"] = redirect(f"//other.example:{server.port}/c")
        assert got(server, "/a").address == server.address("/c", "other.example")
    assert [host.partition(":")[0] for _, host in server.asked] == ["news.example", "news.example", "other.example"]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("http://inside.example/x", r"inside\.example is not on the open internet \(it is 10\.0\.0\.7\)"),
        ("http://127.0.0.1:1/x", r"127\.0\.0\.1 is not on the open internet"),
        ("file:///etc/passwd", r"redirects to 'file:///etc/passwd', which begins with file:"),
        ("https://me:x@news.example/", r"which holds a user name or password"),
    ],
)
def test_a_redirect_to_where_nobody_may_look_is_refused(where: str, message: str) -> None:
    def names(host: str, port: int) -> Collection[str]:
        return {"news.example": ("8.8.8.8",), "inside.example": ("10.0.0.7",)}.get(host, (host,))

    with serving({"/a": redirect(where)}) as server:
        asked: list[str] = []

        def known(host: str, port: int) -> Collection[str]:
            asked.append(host)
            return ("127.0.0.1",) if host == "news.example" else names(host, port)

        first = iter([True])
        with pytest.raises(InputError, match=message):
            got(server, "/a", resolve=known, permitted=lambda ip: next(first, False) or is_public(ip))
    assert len(server.asked) == 1


def test_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(InputError, match=r"it is 10\.0\.0\.7"):
        fetch("http://news.example/", TYPES, resolve=lambda host, port: ("8.8.8.8", "10.0.0.7"))


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is another address when asked again changes nothing: it isn't asked again."""
    answers = iter([("127.0.0.1",), ("10.0.0.7",)])

    def system(host: str, *_: object, **__: object) -> list[Any]:
        assert host == "127.0.0.1", f"{host} was resolved again"
        return original(host, *_, **__)

    original = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", system)
    with serving({"/a": page(NEWS)}) as server:
        assert got(server, "/a", resolve=lambda host, port: next(answers)).data == NEWS
    assert next(answers) == ("10.0.0.7",)


def test_the_next_address_of_a_host_is_tried() -> None:
    with serving({"/a": page(NEWS)}) as server:
        assert got(server, "/a", resolve=lambda host, port: ("127.0.0.2", "127.0.0.1")).data == NEWS


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (401, r"asks for a login.*answered 401.*save the page"), (403, r"asks for a login or refuses programs"),
        (402, r"asks for a login"), (404, r"holds no page \(it answered 404\)"), (410, "holds no page"),
        (429, r"can't be had now.*try again later"), (503, r"can't be had now"), (204, "holds no page"),
        (304, "holds no page"),
    ],
)  # fmt: skip
def test_an_answer_without_a_page_is_named(status: int, message: str) -> None:
    with serving({"/a": page(b"", status=status)}) as server, pytest.raises(InputError, match=message):
        got(server, "/a")


def test_a_login_page_is_named() -> None:
    form = b"<!doctype html><html><body><form><p>Log in to read on.</p><input type=password></form></body>"
    with serving({"/a": page(form)}) as server, pytest.raises(InputError, match=r"/a is a page that asks for a login"):
        document(server, "/a")


def test_a_page_of_another_kind_is_refused_before_it_is_loaded() -> None:
    message = r"/a holds image/png\. Expected: a text\. Choices: .*application/pdf.*html"
    with serving({"/a": page(b"\x89PNG", "image/png")}) as server, pytest.raises(InputError, match=message):
        got(server, "/a")


def test_too_many_redirects() -> None:
    with serving({"/a": redirect("/a")}) as server, pytest.raises(InputError, match=r"redirects more than 5 times"):
        got(server, "/a")
    assert len(server.asked) == 6


def endless(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "text/html")
    to.end_headers()
    while True:
        to.wfile.write(b"x" * 10_000)


def trickle(to: BaseHTTPRequestHandler) -> None:
    for piece in (b"HTTP/1.1 200 OK\r\n", *(b"X-%d: y\r\n" % i for i in range(200))):
        to.wfile.write(piece)
        to.wfile.flush()
        time.sleep(0.05)


def silent(to: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def cut_off(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "text/html")
    to.send_header("Content-Length", "100000")
    to.end_headers()
    to.wfile.write(b"<html>")


SMALL = Limits(size=200_000, seconds=0.7, wait=0.4)


@pytest.mark.parametrize(("answer", "message"), [
    (endless, r"holds more than 0\.2 MB"),
    (page(gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip"), r"holds more than 0\.2 MB"),
    (trickle, r"took longer than 0\.7 seconds"),
    (silent, r"took longer than 0\.7 seconds"),
    (page(b"abc", Content_Encoding="br"), r"is packed as br"),
    (page(b"abc", Content_Encoding="gzip"), r"is damaged on its way"),
    (page(gzip.compress(NEWS)[:900], Content_Encoding="gzip"), r"breaks off before its end"),
])  # fmt: skip
def test_what_an_address_may_cost_is_limited(answer: Any, message: str) -> None:
    with serving({"/a": answer}) as server:
        started = time.monotonic()
        with pytest.raises(InputError, match=message):
            got(server, "/a", limits=SMALL)
        assert time.monotonic() - started < 2


def test_a_name_that_never_resolves_is_given_up() -> None:
    def never(host: str, port: int) -> Collection[str]:
        time.sleep(2)
        return ()

    with pytest.raises(InputError, match=r"took longer than 0\.7 seconds"):
        fetch("http://news.example/", TYPES, limits=SMALL, resolve=never)


def test_a_gzipped_page_is_unpacked() -> None:
    with serving({"/a": page(gzip.compress(NEWS), Content_Encoding="gzip")}) as server:
        assert got(server, "/a").data == NEWS


@pytest.mark.parametrize("resolved", [(), OSError("no such name")])
def test_an_unknown_host(resolved: Any) -> None:
    def names(host: str, port: int) -> Collection[str]:
        if isinstance(resolved, OSError):
            raise resolved
        return ()

    with pytest.raises(MachineError, match=r"news\.example can't be reached \(its name is not known here\)"):
        fetch("http://news.example/", TYPES, resolve=names)


def test_a_host_that_takes_no_connection() -> None:
    with serving({}) as server:
        pass
    with pytest.raises(MachineError, match=r"news\.example can't be reached"):
        got(server, "/a")


def test_an_answer_that_is_cut_off() -> None:
    with serving({"/a": cut_off}) as server, pytest.raises(MachineError, match=r"can't be reached \(peer closed"):
        got(server, "/a")


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with serving({"/a": page(NEWS)}) as server:
        assert got(server, "/a").data == NEWS


def test_the_certificate_is_held_to_the_name(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    assert openssl, "openssl makes the certificate of this test"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example",
         "-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "cert")],
        check=True, capture_output=True,
    )  # fmt: skip
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    trust = ssl.create_default_context(cafile=str(tmp_path / "cert"))
    options: dict[str, Any] = {"resolve": here, "permitted": lambda ip: True}
    with serving({"/a": page(NEWS)}, tls) as server:
        assert fetch(server.address("/a", scheme="https"), TYPES, verify=trust, **options).data == NEWS
        with pytest.raises(MachineError, match=r"other\.example can't be reached.*(?i:certificate)"):
            fetch(server.address("/a", "other.example", "https"), TYPES, verify=trust, **options)
        with pytest.raises(MachineError, match=r"news\.example can't be reached.*(?i:certificate)"):
            fetch(server.address("/a", scheme="https"), TYPES, **options)


@pytest.mark.parametrize("words", ["https://x.example/a", "HTTP://X", "ftp://x", " https://x.example "])
def test_what_is_an_address(words: str) -> None:
    assert is_address(words)


@pytest.mark.parametrize("words", ["a.txt", "-", "C:\\a.txt", "read https://x.example", "https://x.example now", "a:b"])
def test_what_is_none(words: str) -> None:
    assert not is_address(words)


def test_what_a_user_says_wins_over_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_fetch, "fetch", lambda address, types: Fetched(NEWS, address, "text/html"))
    found = open_source("https://news.example/b", date="2017-03", link="https://kept.example/b")
    assert found.address == "https://kept.example/b"
    assert found.date_precision == "month"
    assert found.notes == ()
