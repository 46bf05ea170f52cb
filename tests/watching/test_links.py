"""`watch links` tells dead, moved and unreachable pages apart, finds their archived copies, and keeps what it learnt."""

import json
import threading

import pytest

from scripts import watch
from scripts.cli import COULD_NOT_RUN, FINE, INTERRUPTED
from scripts.dataset import Dataset
from scripts.tables.addresses import normal
from scripts.watching import archive, asking, links
from tests.conftest import ROOT

FIRST, SECOND, THIRD = "/gazette-2031-04-04", "/gazette-2031-06-22", "/harbour-post-2031-05-09"
COPY = "https://web.archive.org/web/20310701000000/https://gazette.example/a"


@pytest.fixture
def looked(folder, capsys):
    """What the command prints, what it says beside, and its exit status."""

    def look(*arguments):
        status = watch.main(["links", *arguments, "--root", str(folder)])
        said = capsys.readouterr()
        return said.out, said.err, status

    return look


def snapshot(url=COPY, available=True, **other):
    closest = {"available": available, "url": url, "timestamp": "20310701000000", "status": "200"} | other
    return {"url": "", "archived_snapshots": {"closest": closest}}


def test_pages_that_stand_are_not_listed_and_nothing_changes(looked, server, folder, contents, outside):
    before = contents(folder)
    out, err, status = looked()
    assert (status, err) == (FINE, "") and "6 addresses looked at" in out and "None is dead" in out
    assert contents(folder) == before and not outside.names
    assert all(agent == "harbour-compact/1.0.1-dev" for _, _, agent in server.asked)


STATES = {
    "not found": ((404, {}, b""), "dead: status 404"),
    "gone": ((410, {}, b""), "dead: status 410"),
    "moved to a page that is gone": ((301, {"Location": "/nothing"}, b""), "dead: status 404"),
    "now the front page": ((302, {"Location": "/"}, b""), "dead: now the front page of 127.0.0.1"),
    "moved for ever": ((301, {"Location": "/new"}, b""), "moved: redirected for ever"),
    "moved for ever, the newer way": ((308, {"Location": "/new"}, b""), "moved: redirected for ever"),
    "refused": ((403, {}, b""), "unreachable: status 403; perhaps it only refuses robots"),
    "broken": ((500, {}, b""), "unreachable: status 500"),
    "redirected without end": ((302, {"Location": FIRST}, b""), "unreachable: more than 8 redirects"),
    "redirected to a file": ((301, {"Location": "file:///etc/passwd"}, b""), "unreachable: leads to something other"),
    "no answer of the web": (lambda handler: handler.wfile.write(b"SSH-2.0\r\n\r\n"), "unreachable: no connection, or"),
}


@pytest.mark.parametrize("name", STATES)
def test_what_is_wrong_with_a_cited_page_is_said(looked, server, name):
    play, expected = STATES[name]
    server.play(FIRST, play)
    server.play("/", b"front page")
    server.play("/new", b"the page")
    server.play("/archive", snapshot())
    out, err, status = looked()
    assert (status, err) == (FINE, "")
    assert f"gazette-2031-04-04\n     data/sources.yaml:2\n     {expected}" in out
    assert f"     {server.address}{FIRST}\n" in out and COPY in out
    assert (f"{server.address}/new" in out) == expected.startswith("moved")
    assert "  2. " not in out


@pytest.mark.parametrize("location", [f"{FIRST}/", f"{FIRST}?utm_source=x", f"{FIRST}#part"])
def test_another_way_to_write_the_address_is_no_move(looked, server, location):
    server.play(FIRST, (301, {"Location": location}, b""), b"a page")
    server.play(f"{FIRST}/", b"a page")
    assert "None is dead" in looked()[0]


def test_a_page_that_is_elsewhere_for_a_while_is_no_move(looked, server):
    server.play(FIRST, (302, {"Location": "/consent"}, b""))
    server.play("/consent", b"a page")
    assert "None is dead" in looked()[0]


def test_a_host_that_is_no_more_is_dead(looked, folder, server, outside):
    path = folder / "data/sources.yaml"
    path.write_text(path.read_text().replace(f"{server.address}{FIRST}", "https://gone.example/a"))
    assert "dead: the name of its host is not found" in looked()[0]
    assert set(outside.names) == {"gone.example"}


def test_the_archive_is_asked_without_the_scheme_for_the_day_of_reading(looked, server):
    looked()
    asked = next(question for path, question, _ in server.asked if path == "/archive")
    assert asked == {"url": [f"{server.address[7:]}{FIRST}"], "timestamp": ["20310701"]}


def test_no_copy_is_said(looked, server):
    server.play(FIRST, (404, {}, b""))
    assert "no archived copy" in looked()[0]
    server.play("/archive", snapshot(available=False))
    assert archive.copy(snapshot(available=False)) == ""


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>",
        {"archived_snapshots": 3},
        snapshot(url=7),
        snapshot(available="yes"),
        snapshot("javascript:x"),
        (503, {}, b""),
    ],
)
def test_an_archive_that_is_not_as_documented_is_said_once_and_given_up(looked, server, answer):
    server.play("/archive", answer)
    server.play(FIRST, (404, {}, b""))
    out, err, status = looked()
    assert status == FINE and "dead: status 404" in out and "the archive was not asked" in out
    first, second = err.splitlines()
    assert "The Internet Archive answered what is not documented: " in first and archive.DOCUMENTATION in first
    assert second.endswith("is not asked any more, after 3 failures")


def test_an_address_that_answered_is_not_asked_again_for_a_month(looked, server):
    server.play(FIRST, (404, {}, b""))
    server.play(SECOND, (403, {}, b""))
    first, _, _ = looked()
    server.asked.clear()
    assert looked()[0] == first
    assert {path for path, _, _ in server.asked} == {SECOND, "/archive"}, "only what was unreachable"
    server.asked.clear()
    looked("--max-age", "0")
    assert server.times(THIRD) == 1


def test_a_copy_that_the_archive_could_not_name_is_asked_for_later(looked, server):
    server.play("/archive", b"<html>")
    looked()
    server.asked.clear()
    server.play("/archive", snapshot())
    looked()
    assert {path for path, _, _ in server.asked} == {"/archive"}


def test_ctrl_c_keeps_what_was_learnt(looked, server, folder, monkeypatch):
    get = asking.Client.get

    def interrupted(client, url, *args, **kwargs):
        if url.endswith(THIRD):
            raise KeyboardInterrupt
        return get(client, url, *args, **kwargs)

    monkeypatch.setattr(asking.Client, "get", interrupted)
    out, err, status = looked()
    assert (out, status) == ("", INTERRUPTED) and err.endswith("watch: interrupted; nothing is half-written\n")
    kept = json.loads((folder / links.CACHE).read_text())
    assert [url.removeprefix(server.address) for url in kept] == [FIRST, SECOND]


def test_the_time_limit_keeps_what_was_learnt_and_names_the_rest(looked, server, folder):
    def stall(handler):
        handler.server.stopped.wait(5)

    server.stopped = threading.Event()
    server.play(SECOND, stall)
    out, _, status = looked("--time-limit", "1")
    server.stopped.set()
    assert status == FINE and "1 addresses looked at, 5 not asked as the time was over" in out
    assert "gazette-2031-06-22\n     data/sources.yaml:10\n     not asked: the time was over" in out
    assert len(json.loads((folder / links.CACHE).read_text())) == 1


@pytest.mark.parametrize(
    "damaged", [b"{", b"[]", b'{"a": 3}', b'{"a": {"day": "2031-01-01"}}', b"\xff", b"[" * 100_000]
)
def test_a_damaged_cache_is_said_and_begun_anew(looked, folder, damaged):
    path = folder / links.CACHE
    path.parent.mkdir(parents=True)
    path.write_bytes(damaged)
    _, err, status = looked()
    assert status == FINE and err == f"watch: {links.CACHE} is damaged; it is begun anew\n"
    assert len(json.loads(path.read_text())) == 6


def test_without_a_network_nothing_is_called_dead(server, plain, capsys):
    assert watch.main(["links", "--root", str(plain)]) == COULD_NOT_RUN
    said = capsys.readouterr()
    assert said.out == "" and "none of 6 addresses answered; is there a network?" in said.err


def test_pages_and_links_stand_in_one_file(server, folder, tmp_path, capsys):
    server.play(FIRST, (404, {}, b""))
    server.play("/gdelt", b"<html>")
    assert watch.main(["all", "--root", str(folder), "--out", str(tmp_path / "watch.md")]) == FINE
    text = (tmp_path / "watch.md").read_text(encoding="utf-8")
    assert text.index("## Pages since") < text.index("## Cited pages: dead")
    assert "- [ ] `gazette-2031-04-04`  \n  `data/sources.yaml:2`  \n  `dead: status 404" in text


def test_nobody_is_asked_but_the_services_and_the_hosts_that_are_cited(plain, outside, public, capsys):
    assert watch.main(["all", "--root", str(plain)]) == COULD_NOT_RUN
    services = {"www.gov.uk", "api.gdeltproject.org", "archive.org"}
    cited = {"gazette.example", "post.example", "ministry.example", "treaties.example"}
    assert set(outside.names) == services | cited


def test_links_come_though_no_service_could_be_asked(server, folder, capsys):
    server.play("/gdelt", b"<html>")
    server.play("/govuk", b"<html>")
    assert watch.main(["all", "--root", str(folder)]) == FINE
    said = capsys.readouterr()
    assert "None is dead" in said.out and "watch: pages: no service could be asked" in said.err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.a.example/x/", "https://a.example/x"),
        ("https://A.example:443/x#part", "https://a.example/x"),
        ("https://a.example/x?utm_source=y&id=1&fbclid=z", "https://a.example/x?id=1"),
    ],
)
def test_two_ways_to_write_an_address_are_the_same(one, other):
    assert normal(one) == normal(other)


def test_other_addresses_stay_apart(computed):
    urls = {source["url"] for source in Dataset.at(ROOT).records.sources}
    assert len({normal(url) for url in urls}) == len(urls)
    assert (
        normal("https://a.example/x?id=1") != normal("https://a.example/x?id=2") != normal("https://a.example/X?id=2")
    )
    assert normal("https://[broken/") == "https://[broken/"
