"""Asking an address, politely and within limits: requests, with the retries of urllib3.

At most one request a second and host, retries and redirects included. A server that names a time to wait gets it, or is left
alone if that is long. Every address has a limit of time and of bytes, however slowly or much it sends.
"""

import contextlib
import http.client
import signal
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, NameResolutionError
from urllib3.util import Retry

PAUSE = 1.0  # seconds between two requests to a host
BACKOFF = 2.0  # 1, 4 and 8 seconds between tries
PATIENCE = 30  # the longest Retry-After that is waited for
TIMEOUT = (10, 20)  # seconds to connect, and between two pieces of an answer
EACH = 60.0  # seconds for one address with its redirects and retries
MOST_BYTES = 5_000_000
MOST_REDIRECTS = 8
BUSY = (429, 500, 502, 503, 504)
NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
FOR_EVER = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)

_sleep = time.sleep  # replaced in tests


class NotAnswered(Exception):
    """No answer that could be used; says why in one line."""


class NoSuchHost(NotAnswered):
    """The name of the host leads nowhere."""


class OutOfTime(NotAnswered):
    """The time for all addresses is over: this one was not asked, or not to the end."""


@dataclass(frozen=True)
class Answer:
    """What an address answered. `url` is where redirects led; `moved` says that one of them is for ever."""

    status: int
    url: str
    moved: bool
    body: bytes


class Pace:
    """Holds back a request until the last one to the same host is a second old."""

    def __init__(self) -> None:
        self.last: dict[str, float] = {}

    @contextlib.contextmanager
    def kept(self, host: str) -> Iterator[None]:
        if host in self.last and (early := self.last[host] + PAUSE - time.monotonic()) > 0:
            _sleep(early)
        try:
            yield
        finally:
            self.last[host] = time.monotonic()


class _Adapter(HTTPAdapter):
    """Keeps the pace for every request, those of redirects too."""

    def __init__(self, pace: Pace):
        retries = _Retry(
            total=3, connect=1, read=1, status_forcelist=BUSY, raise_on_status=False, backoff_factor=BACKOFF
        )
        super().__init__(max_retries=retries)
        self.pace = pace

    def send(self, request, *args, **kwargs):
        with self.pace.kept(urlsplit(request.url).netloc.lower()):
            return super().send(request, *args, **kwargs)


class _Retry(Retry):
    """Tries again no sooner than the pace allows, where urllib3 would at once after the first failure.

    It does not read what is thrown away, which may never end.
    """

    def increment(self, *args, response=None, **kwargs):
        again = super().increment(*args, response=response, **kwargs)
        if response is not None:
            response.close()
        return again

    def sleep(self, response=None) -> None:
        asked = (response is not None and self.get_retry_after(response)) or 0
        if asked > PATIENCE:
            raise NotAnswered(f"status {response.status}; it wants to be left alone for {asked:.0f} seconds")
        _sleep(max(PAUSE, asked, self.get_backoff_time()))


class Client:
    """Asks addresses until its seconds are over."""

    def __init__(self, agent: str, seconds: float):
        self.ends = time.monotonic() + seconds
        self.session = requests.Session()
        self.session.headers["User-Agent"] = agent
        self.session.auth = lambda request: request  # no password from a .netrc is sent anywhere
        self.session.hooks["response"] = [_unread]
        self.session.max_redirects = MOST_REDIRECTS
        adapter = _Adapter(Pace())
        self.session.adapters.clear()  # http and https only, after a redirect too
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, adapter)

    def get(self, url: str, parameters: dict[str, str] | None = None, body: bool = True) -> Answer:
        """The answer of an address; without its body where only its status is asked for. Raises NotAnswered."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise OutOfTime("the time limit is over")
        late: NotAnswered = NotAnswered(f"no whole answer within {EACH:.0f} seconds")
        if left < EACH:
            late = OutOfTime("the time limit is over")
        try:
            with (
                _within(min(EACH, left), late),
                self.session.get(url, params=parameters, stream=True, timeout=TIMEOUT) as response,
            ):
                moved = any(hop.status_code in FOR_EVER for hop in response.history)
                return Answer(response.status_code, response.url, moved, _read(response) if body else b"")
        except requests.TooManyRedirects:
            raise NotAnswered(f"more than {MOST_REDIRECTS} redirects") from None
        except requests.Timeout:
            raise NotAnswered("no answer in time") from None
        except (requests.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError) as e:
            raise _reason(e) from None


def agent(package: dict[str, Any]) -> str:
    """The name under which the dataset asks: its own, its version and, where it has one, its homepage."""
    home = f" (+{package['homepage']})" if "homepage" in package else ""
    return f"{package['name']}/{package['version']}{home}"


def _unread(response: requests.Response, **_: Any) -> None:
    """requests reads the body of a redirect to its end before it follows; that end may never come."""
    if response.is_redirect:
        response.close()


def _read(response: requests.Response) -> bytes:
    data = bytearray()
    for piece in response.iter_content(65536):
        data += piece
        if len(data) > MOST_BYTES:
            raise NotAnswered(f"more than {MOST_BYTES:,} bytes")
    return bytes(data)


def _reason(error: Exception) -> NotAnswered:
    cause = getattr(error.args[0], "reason", error) if error.args else error
    if isinstance(cause, NameResolutionError):
        if getattr(cause.__cause__, "errno", None) in NO_SUCH_NAME:
            return NoSuchHost("the name of its host is not found")
        return NotAnswered("the name of its host could not be looked up")
    said = {
        requests.exceptions.SSLError: "no valid certificate",
        requests.exceptions.ConnectionError: "no connection, or one that broke off",
        requests.exceptions.ContentDecodingError: "not decodable as its Content-Encoding says",
        requests.exceptions.InvalidSchema: "leads to something other than http or https",
    }
    for kind, words in said.items():
        if isinstance(error, kind):
            return NotAnswered(words)
    return NotAnswered(f"{type(error).__name__}: {' '.join(str(error).split())[:120]}")


@contextlib.contextmanager
def _within(seconds: float, late: NotAnswered) -> Iterator[None]:
    """Raise `late` when the seconds are over, wherever the program waits then: for a head that comes byte by byte, say, or
    between two tries. Where the system has no such timer (Windows), TIMEOUT alone holds."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise late

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
