"""A server on the loopback address that plays the services and the cited pages, and a guard: nothing else is asked."""

import json
import re
import shutil
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("requests", reason="needs the group `watch`: run `make test`")

from scripts.watching import archive, asking
from scripts.watching.services import gdelt, govuk
from tests.conftest import ROOT

PUBLIC = {service: service.ADDRESS for service in (govuk, gdelt, archive)}
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Handler(BaseHTTPRequestHandler):
    """Plays what its server was told for a path; the last play is repeated."""

    def do_GET(self):
        server: Server = self.server
        path = urlsplit(self.path).path
        server.asked.append((path, parse_qs(urlsplit(self.path).query), self.headers["User-Agent"]))
        plays = server.plays.get(path, [(404, {}, b"no such page")])
        play = plays.pop(0) if len(plays) > 1 else plays[0]
        try:
            if callable(play):
                return play(self)
            status, headers, body = play
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has had enough

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads, block_on_close = True, False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.plays: dict[str, list] = {}
        self.asked: list[tuple[str, dict, str]] = []

    def play(self, path: str, *plays: Callable | tuple | dict | bytes) -> None:
        """What a path answers, one after the other: JSON, bytes, (status, headers, body), or a function of the handler."""
        made = [json.dumps(p).encode() if isinstance(p, dict) else p for p in plays]
        self.plays[path] = [(200, {}, p) if isinstance(p, bytes) else p for p in made]

    def times(self, path: str) -> int:
        return [asked for asked, _, _ in self.asked].count(path)


class Outside:
    """What was looked up and connected to beyond the loopback address."""

    def __init__(self):
        self.names: list[str] = []
        self.connected: list = []


@pytest.fixture(autouse=True)
def outside(monkeypatch):
    """No test of this folder reaches the network: names are not found, connections are refused, and both are told."""
    seen, look_up, connect = Outside(), socket.getaddrinfo, socket.socket.connect

    def getaddrinfo(host, *args, **kwargs):
        if host in LOOPBACK:
            return look_up(host, *args, **kwargs)
        seen.names.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            seen.connected.append(address)
            raise ConnectionRefusedError(f"a test may not connect to {address}")
        return connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", guarded)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield seen
    assert not seen.connected


@pytest.fixture
def slept(monkeypatch) -> list[float]:
    """The seconds that the command meant to wait; no test does."""
    waits: list[float] = []
    monkeypatch.setattr(asking, "_sleep", waits.append)
    return waits


@pytest.fixture
def server(monkeypatch, slept):
    """Plays all services, which find nothing until a test says otherwise."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    for service, path in ((govuk, "/govuk"), (gdelt, "/gdelt"), (archive, "/archive")):
        monkeypatch.setattr(service, "ADDRESS", server.address + path)
    server.play("/govuk", {"results": [], "total": 0, "start": 0})
    server.play("/gdelt", {})
    server.play("/archive", {"url": "", "archived_snapshots": {}})
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def public(monkeypatch, server):
    """The services at the addresses that they really have, where the guard stands before them."""
    for service, address in PUBLIC.items():
        monkeypatch.setattr(service, "ADDRESS", address)


@pytest.fixture
def plain(tmp_path, server) -> Path:
    """The second coalition, whose cited pages stand on hosts that do not exist."""
    folder = tmp_path / "package"
    shutil.copytree(ROOT / "schema", folder / "schema")
    shutil.copytree(ROOT / "tests/second_coalition", folder / "data")
    return folder


@pytest.fixture
def folder(plain, server) -> Path:
    """The second coalition, whose cited pages stand on the server and answer, until a test says otherwise."""
    path = plain / "data/sources.yaml"
    path.write_text(re.sub(r"https://\w+\.example", server.address, path.read_text(encoding="utf-8")), encoding="utf-8")
    for cited in re.findall(rf"{server.address}(/\S+)", path.read_text(encoding="utf-8")):
        server.play(cited, b"a page")
    return plain


@pytest.fixture
def contents():
    """The bytes of every file of a folder, the cache apart."""

    def read(folder: Path) -> dict[str, bytes]:
        files = (p for p in folder.rglob("*") if p.is_file() and ".cache" not in p.parts)
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}

    return read
