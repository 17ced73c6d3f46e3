"""Fetches an address safely: http(s) only, public hosts only at every redirect, within limits of size, time and type.

The name of each host is resolved once, all its addresses are checked, and the connection goes to a checked one; the
certificate is still held to the name. No proxy, cookie or password of the user is used.
"""

import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin

from inquest.errors import InputError, InquestError, MachineError, UsageError
from inquest.read._answer import answered, typed, unpacked
from inquest.read._decode import lacking
from inquest.read._public import is_public, resolve
from inquest.version import VERSION

AGENT = f"inquest/{VERSION} (reads one page on a person's request)"
_REDIRECTS = (301, 302, 303, 307, 308)
_UNTYPED = ("", "application/octet-stream", "binary/octet-stream")
"""Content types that say nothing; what the bytes are decides."""


@dataclass(frozen=True)
class Limits:
    """What one address may cost."""

    size: int = 20_000_000
    """Bytes, as sent and as unpacked."""
    seconds: float = 30.0
    """In all, redirects included."""
    wait: float = 10.0
    """For a connection, and for the next bytes."""
    redirects: int = 5


@dataclass(frozen=True)
class Fetched:
    """What an address gave, and where it was in the end."""

    data: bytes
    address: str
    media_type: str = ""
    charset: str | None = None


@dataclass
class _Job:
    """One fetch in its own thread, so that it can be given up at any point, a name that never resolves included."""

    address: str
    media_types: Collection[str]
    limits: Limits
    resolve: Callable[[str, int], Collection[str]]
    permitted: Callable[[str], bool]
    verify: Any = True
    started: float = field(default_factory=time.monotonic)
    result: Fetched | None = None
    error: BaseException | None = None

    def work(self) -> None:
        try:
            self.result = _follow(self)
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits, which raises it
            self.error = error

    def in_time(self) -> None:
        """Raise where the time is up.

        Raises
        ------
        InputError
            If more time has passed than the limits allow.
        """
        if time.monotonic() - self.started > self.limits.seconds:
            raise _slow(self)


def fetch(
    address: str,
    media_types: Collection[str],
    *,
    limits: Limits | None = None,
    resolve: Callable[[str, int], Collection[str]] = resolve,
    permitted: Callable[[str], bool] = is_public,
    verify: Any = True,
) -> Fetched:
    """What an address holds.

    Parameters
    ----------
    media_types : content types that can be read; others are refused before they are loaded.
    resolve, permitted, verify : for tests, which talk to this machine; nothing that a user can say reaches them.

    Raises
    ------
    UsageError
        If the address is none that is fetched.
    InputError
        If the host, a redirect, the answer, its size, time or type is refused.
    MachineError
        If the package that fetches isn't installed, or the host can't be reached.
    """
    try:
        import httpx  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise lacking("an address", "httpx") from error
    job = _Job(address, frozenset(media_types), limits or Limits(), resolve, permitted, verify)
    thread = threading.Thread(target=job.work, daemon=True, name="inquest-fetch")
    thread.start()
    thread.join(job.limits.seconds)
    if job.error is not None:
        raise job.error
    if job.result is None:
        raise _slow(job)
    return job.result


def _slow(job: _Job) -> InputError:
    return InputError(
        f"{job.address} took longer than {job.limits.seconds:g} seconds",
        "a page that loads in that time",
        cure="try again later, or save the page in a browser and check the file",
    )


def _parsed(address: str, before: str = "") -> Any:
    """An address that may be fetched.

    Raises
    ------
    UsageError
        If the first address isn't one.
    InputError
        If a redirect leads to none.
    """
    import httpx

    kind: type[InquestError] = InputError if before else UsageError
    where = f"{before} redirects to {address[:200]!r}, which" if before else f"the address {address[:200]!r}"
    try:
        url = httpx.URL(address)
        host = url.host
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise kind(f"{where} is malformed ({error})", "an address such as https://example.org/page") from error
    if url.scheme not in ("http", "https"):
        raise kind(
            f"{where} begins with {url.scheme}:",
            "an address",
            ("http", "https"),
            "give the path of a local file as it is",
        )
    if url.userinfo:
        raise kind(
            f"{where} holds a user name or password",
            "an address without one",
            cure="save the page in a browser and check the file",
        )
    if not host or any(c.isspace() for c in address.strip()):
        raise kind(f"{where} names no host", "an address such as https://example.org/page")
    return url


def _checked(url: Any, job: _Job) -> tuple[str, ...]:
    """The IP addresses to connect to; every one of the host's must be public.

    Raises
    ------
    InputError
        If one of them isn't.
    MachineError
        If the host isn't known.
    """
    host = url.raw_host.decode("ascii").strip("[]")
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = tuple(job.resolve(host, port))
    except (OSError, UnicodeError) as error:
        raise _unreached(host, "its name is not known here") from error
    if not found:
        raise _unreached(host, "its name is not known here")
    private = [one for one in found if not job.permitted(one)]
    if private:
        raise InputError(
            f"{host} is not on the open internet (it is {private[0]})",
            "the address of a public page",
            cure="save the page as a file and check that",
        )
    return found


def _unreached(host: str, why: str) -> MachineError:
    return MachineError(
        f"{host} can't be reached ({why})",
        "a connection to the open internet, without a proxy",
        cure="check the address and the connection, or save the page in a browser and check the file",
    )


def _follow(job: _Job) -> Fetched:
    """Follow redirects to the page, each checked like the first address."""
    import httpx

    url = _parsed(job.address)
    verify = httpx.create_ssl_context() if job.verify is True else job.verify
    with httpx.Client(verify=verify, trust_env=False, follow_redirects=False, timeout=job.limits.wait) as client:
        for _ in range(job.limits.redirects + 1):
            job.in_time()
            ips = _checked(url, job)
            try:
                onward = _first(client, url, ips, job)
            except httpx.TimeoutException as error:
                raise _slow(job) from error
            except httpx.HTTPError as error:
                raise _unreached(url.host, str(error) or type(error).__name__) from error
            if isinstance(onward, Fetched):
                return onward
            url = _parsed(onward, str(url))
    raise InputError(
        f"{job.address} redirects more than {job.limits.redirects} times",
        "a page",
        cure="open it in a browser and give the address it ends at",
    )


def _first(client: Any, url: Any, ips: tuple[str, ...], job: _Job) -> Fetched | str:
    """What the first of a host's addresses that takes a connection answers."""
    import httpx

    for ip in ips[:-1]:
        try:
            return _ask(client, url, ip, job)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            job.in_time()
    return _ask(client, url, ips[-1], job)


def _ask(client: Any, url: Any, ip: str, job: _Job) -> Fetched | str:
    """The page, or where it says that it is."""
    host = url.netloc.decode("ascii")
    request = client.build_request(
        "GET",
        url.copy_with(host=ip),
        headers={
            "Host": host,
            "User-Agent": AGENT,
            "Accept": ", ".join(sorted(job.media_types)),
            "Accept-Encoding": "gzip",
        },
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )
    answer = client.send(request, stream=True)
    try:
        if answer.status_code in _REDIRECTS and answer.headers.get("location"):
            return str(urljoin(str(url), answer.headers["location"]))
        answered(answer.status_code, str(url))
        media_type, charset = typed(answer.headers.get("content-type", ""))
        if media_type not in _UNTYPED and media_type not in job.media_types:
            raise InputError(
                f"{url} holds {media_type}", "a text", sorted(job.media_types), "give the address of the article itself"
            )
        data = unpacked(answer, str(url), job.limits.size, job.in_time)
    finally:
        answer.close()
    return Fetched(data, urldefrag(str(url)).url, "" if media_type in _UNTYPED else media_type, charset)
