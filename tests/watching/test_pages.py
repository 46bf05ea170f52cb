"""`watch` lists new pages, in an order that it explains, whatever the services answer; it asks nobody else and changes nothing."""

import gzip
import json
import re
import time

import pytest

from scripts import watch
from scripts.cli import COULD_NOT_RUN, FINE
from scripts.watching import asking, services
from tests.conftest import ROOT


def article(url="https://news.example/a", title="A meeting", seen="20310701T101500Z", **other):
    """An article as GDELT documents it."""
    return {
        "url": url,
        "url_mobile": "",
        "title": title,
        "seendate": seen,
        "socialimage": "",
        "domain": "news.example",
    } | {"language": "English", "sourcecountry": "Chile", **other}


def document(link="/government/news/a", title="A statement", **other):
    """A result as GOV.UK's search API documents it."""
    organisations = [{"title": "Foreign Office", "slug": "fo", "link": "/government/organisations/fo"}]
    found = {"title": title, "link": link, "public_timestamp": "2031-06-30T12:00:00Z", "organisations": organisations}
    return found | {"index": "government", "es_score": None, "_id": link, "elasticsearch_type": "edition"} | other


def listed(capsys, folder, *arguments):
    """What the command prints, what it says beside, and its exit status."""
    status = watch.main([*arguments, "--root", str(folder)])
    said = capsys.readouterr()
    return said.out, said.err, status


def test_documented_answers_give_a_list_in_order_with_reasons(server, plain, capsys, contents, outside):
    before = contents(plain)
    server.play("/govuk", {"results": [document(title="Harbour Compact statement")], "total": 1, "start": 0})
    found = [
        article("https://far.example/1", "Weather", "20310704T000000Z"),
        article("https://far.example/2", "Haiti thanks", "20310702T000000Z"),
        article("https://far.example/3", "The HARBOUR COMPACT meets", "20310701T000000Z"),
        article("https://far.example/4", "Harbour Compact to meet", "20310703T000000Z"),
        article("https://far.example/5", "Cumbre del Pacto del Puerto", "20310629T000000Z", language="Spanish"),
        article("https://www.post.example/6", "Rain", "20310701T000000Z"),
        article("https://ministry.example/7", "A speech", "20310629T000000Z"),
    ]
    server.play("/gdelt", {"articles": found})
    out, err, status = listed(capsys, plain)
    assert (status, err) == (FINE, "")
    expected = ["A speech", "Rain", "Harbour Compact to meet", "The HARBOUR COMPACT meets"]
    expected += ["Harbour Compact statement", "Cumbre del Pacto del Puerto", "Haiti thanks", "Weather"]
    assert re.findall(r"^ +\d+\. (.*)", out, re.MULTILINE) == expected
    assert "official host; title names neither\n     https://ministry.example/7" in out
    assert "host not cited before; title names the coalition\n     https://far.example/4" in out
    assert "Foreign Office, gov.uk, updated 2031-06-30, en" in out and "far.example, seen 2031-06-29, Spanish" in out
    assert contents(plain) == before and not outside.names


def test_it_asks_for_the_names_of_the_package_since_the_last_documented_day(server, plain, capsys):
    assert listed(capsys, plain)[2] == FINE
    (_, govuk, agent), (_, gdelt, _) = server.asked
    assert govuk["q"] == ['"Harbour Compact"'] and govuk["filter_public_timestamp"] == ["from:2031-06-21"]
    assert gdelt["query"] == ['"Harbour Compact" Haiti'] and gdelt["startdatetime"] == ["20310621000000"]
    assert agent == "harbour-compact/1.0.1-dev"
    listed(capsys, plain, "pages", "--since", "2031-07-01")
    assert server.asked[2][1]["filter_public_timestamp"] == ["from:2031-07-01"]


def test_this_package_asks_in_its_own_name_and_with_its_homepage(server, capsys, computed):
    assert listed(capsys, ROOT)[2] == FINE
    assert server.asked[0][2] == f"{computed.package['name']}/{computed.package['version']}"
    home = computed.package | {"homepage": "https://data.example/"}
    assert asking.agent(home).endswith(" (+https://data.example/)")


def test_cited_pages_and_hosts_that_are_not_cited_are_left_out(server, plain, capsys):
    cited = "http://www.gazette.example:80/gazette-2031-04-04/?utm_source=x#top"
    refused = ["https://propaganda.example/1", "https://en.propaganda.example/2"]
    urls = [cited, *refused, "https://news.example/a", "http://news.example/a/"]
    server.play("/gdelt", {"articles": [article(url) for url in urls]})
    out, _, _ = listed(capsys, plain)
    assert "1 cited already, 2 of hosts not to cite, 1 named twice. Listed: 1." in out
    assert out.count("https://") == 1


def test_a_report_that_many_reprint_is_listed_once(server, plain, capsys):
    server.play("/gdelt", {"articles": [article(f"https://n{i}.example/", "Same words") for i in range(4)]})
    out, _, _ = listed(capsys, plain)
    assert out.count("Same words") == 1 and "the same title at 3 more addresses" in out


def test_nothing_new_is_no_error(server, plain, capsys):
    out, err, status = listed(capsys, plain)
    assert (status, err) == (FINE, "") and "GOV.UK 0, GDELT 0" in out and "Listed: 0" in out


LATIN = json.dumps({"articles": [article(title="Caf?")]}).encode().replace(b"Caf?", b"Caf\xe9")
DAMAGED = {
    "garbage": (b"\x00\xff\xfe\x81" * 50, "no JSON"),
    "HTML": (b"<html><body>Just a moment...</body></html>", "beginning '<html>"),
    "a line of text": (b"Your query was too short or too long.\n", "beginning 'Your query was too short"),
    "an empty body": (b"", "no JSON, empty"),
    "JSON cut off": (b'{"articles": [{"url": "https://n', "no JSON"),
    "JSON nested without end": (b"[" * 100_000, "no JSON"),
    "a number of many digits": (b"9" * 50_000, "no JSON"),
    "a list": (b"[1, 2]", "[1, 2] where an object belongs"),
    "text for the list": ({"articles": "none"}, "'none' as 'articles', where a list belongs"),
    "no list": ({"status": "ok"}, "nothing as 'articles'"),
    "a number for an article": ({"articles": [7]}, "7 where an object belongs"),
    "a number for a title": ({"articles": [article(title=7)]}, "7 as 'title', where text belongs"),
    "no day": ({"articles": [article(seen="yesterday")]}, "the day 'yest"),
    "an address that is none": ({"articles": [article("file:///etc/passwd")]}, "the address 'file:///etc/passwd'"),
    "an address without end": ({"articles": [article("https://n.example/" + "a" * 9000)]}, "the address 'https://n.ex"),
    "a broken address": ({"articles": [article("https://[n.example/")]}, "the address 'https://[n"),
    "a wrong encoding": ((200, {"Content-Encoding": "gzip"}, b"not gzip"), "not decodable"),
    "an unknown encoding": ((200, {"Content-Encoding": "rot13"}, b"{nothing}"), "no JSON"),
    "an encoding of the whole": ((200, {}, gzip.compress(b"{}")), "no JSON"),
    "a refused query": ((422, {}, b'{"error": "unknown"}'), "status 422, beginning"),
    "a missing service": ((404, {}, b"gone"), "status 404"),
    "a redirect without end": ((302, {"Location": "/gdelt"}, b""), "more than 8 redirects"),
    "a redirect to a file": ((302, {"Location": "file:///etc/passwd"}, b""), "other than http or https"),
    "a redirect to nowhere": ((302, {"Location": "http://[nowhere/"}, b""), "could not be asked"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_an_answer_that_is_not_as_documented_is_one_line_and_the_list_still_comes(server, plain, capsys, name):
    answer, expected = DAMAGED[name]
    server.play("/govuk", {"results": [document()], "total": 1, "start": 0})
    server.play("/gdelt", answer)
    out, err, status = listed(capsys, plain)
    assert status == FINE and "https://www.gov.uk/government/news/a" in out
    (line,) = err.splitlines()
    assert line.startswith("watch: GDELT ") and expected in line and services.gdelt.DOCUMENTATION in line
    assert len(line) < 400 and line.isprintable()


@pytest.mark.parametrize(
    "found", [{"results": 3}, {"results": [document(title=None)]}, {"results": [document(organisations=[7])]}]
)
def test_gov_uk_is_held_to_its_documentation_too(server, plain, capsys, found):
    server.play("/govuk", found)
    _, err, status = listed(capsys, plain)
    assert status == FINE and err.startswith("watch: GOV.UK answered what is not documented: ")


def test_one_odd_entry_does_not_cost_the_others(server, plain, capsys):
    server.play("/gdelt", {"articles": [article(), article(title=7), article("https://news.example/b", "More")]})
    out, err, _ = listed(capsys, plain)
    assert "Listed: 2." in out and "GDELT: 1 of 3 entries are not as documented, the first: 7 as 'title'" in err


def test_other_encodings_and_stray_characters_are_read(server, plain, capsys):
    server.play("/gdelt", LATIN)
    assert "Caf" in listed(capsys, plain)[0]
    server.play("/gdelt", b"\xef\xbb\xbf" + json.dumps({"articles": [article()]}).encode().replace(b"A m", b"A\x01\tm"))
    assert "1. A meeting" in listed(capsys, plain)[0]


def test_when_no_service_can_be_asked_it_could_not_run(server, plain, capsys):
    server.play("/govuk", b"<html>")
    server.play("/gdelt", (500, {}, b""))
    out, err, status = listed(capsys, plain)
    assert (out, status) == ("", COULD_NOT_RUN) and err.splitlines()[-1].endswith("no service could be asked")
    assert len(err.splitlines()) == 3


def test_a_busy_service_is_asked_again_after_the_time_that_it_names(server, plain, capsys, slept):
    server.play("/gdelt", (429, {"Retry-After": "7"}, b"Please limit requests"), {"articles": [article()]})
    assert "Listed: 1." in listed(capsys, plain)[0]
    assert 7 in slept and server.times("/gdelt") == 2


def test_a_service_that_wants_a_long_rest_is_left_alone(server, plain, capsys, slept):
    server.play("/gdelt", (429, {"Retry-After": "3600"}, b""))
    _, err, status = listed(capsys, plain)
    assert status == FINE and "left alone for 3600 seconds" in err
    assert server.times("/gdelt") == 1 and max(slept, default=0) < 30


def test_a_service_that_fails_thrice_is_asked_four_times(server, plain, capsys, slept):
    server.play("/gdelt", *3 * [(500, {}, b"")], {"articles": [article()]})
    assert "Listed: 1." in listed(capsys, plain)[0]
    assert [s for s in slept if s >= 1] == [1, 4, 8]


def test_a_service_that_fails_for_ever_is_given_up(server, plain, capsys):
    server.play("/gdelt", (503, {}, b"overloaded"))
    assert "GDELT answered what is not documented: status 503, beginning 'overloaded'" in listed(capsys, plain)[1]
    assert server.times("/gdelt") == 4


def test_a_redirected_service_is_followed(server, plain, capsys):
    server.play("/gdelt", (301, {"Location": "/new"}, b""))
    server.play("/new", {"articles": [article()]})
    assert "Listed: 1." in listed(capsys, plain)[0]


def drip(handler):
    """A head that comes byte by byte and never ends."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    while True:
        handler.wfile.write(b"X")
        time.sleep(0.02)


def flood(status, **headers):
    """A body that never ends."""

    def play(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        while True:
            handler.wfile.write(b"[" * 65536)

    return play


def test_a_service_that_drips_costs_its_time_and_not_more(server, plain, capsys, monkeypatch):
    monkeypatch.setattr(asking, "EACH", 0.3)
    server.play("/gdelt", drip)
    _, err, status = listed(capsys, plain)
    assert status == FINE and "GDELT could not be asked: no whole answer within" in err


def test_the_time_limit_ends_it(server, plain, capsys):
    server.play("/govuk", drip)
    _, err, status = listed(capsys, plain, "--time-limit", "1")
    assert status == COULD_NOT_RUN and err.count("the time limit is over") == 2 and server.times("/gdelt") == 0


def test_a_flood_is_stopped(server, plain, capsys, monkeypatch):
    monkeypatch.setattr(asking, "MOST_BYTES", 500_000)
    server.play("/gdelt", flood(200))
    assert "GDELT could not be asked: more than 500,000 bytes" in listed(capsys, plain)[1]


@pytest.mark.parametrize("play", [flood(503), flood(302, Location="/new")])
def test_a_flood_beside_an_error_or_a_redirect_is_not_read(server, plain, capsys, monkeypatch, play):
    monkeypatch.setattr(asking, "EACH", 2)
    server.play("/gdelt", play, {"articles": [article()]})
    server.play("/new", {"articles": [article()]})
    assert "Listed: 1." in listed(capsys, plain)[0]


def test_the_list_is_written_as_markdown_in_which_words_of_the_web_are_only_words(
    server, plain, capsys, tmp_path, contents
):
    before = contents(plain)
    bad = (
        "`@maintainer` <img src=x onerror=alert(1)> ![x](https://evil.example/p.png) \u202eevil\u200b\x07 \ud800 "
        + "a" * 9000
    )
    server.play(
        "/gdelt",
        {"articles": [article("https://n.example/<script>`|@x", bad), article("https://n.example/b", "\n# h")]},
    )
    out, _, status = listed(capsys, plain, "--out", str(tmp_path / "watch.md"))
    text = (tmp_path / "watch.md").read_text(encoding="utf-8")
    assert status == FINE and "watch.md" in out and contents(plain) == before
    assert text.startswith("# Harbour Compact: to look at, ") and "\n## Pages since 2031-06-21\n" in text
    (line,) = (line for line in text.splitlines() if "@maintainer" in line)
    assert re.fullmatch(r"- \[ \] `[^`]{300}`  ", line)
    assert "<https://n.example/%3Cscript%3E%60%7C@x>" in text and "- [ ] `# h`" in text
    assert not re.search("[\u202e\u200b\x07]", text)


def test_an_issue_can_hold_the_list(server, plain, capsys, tmp_path):
    server.play("/gdelt", {"articles": [article(f"https://n{i}.example/", f"Title {i} " * 30) for i in range(250)]})
    listed(capsys, plain, "--out", str(tmp_path / "watch.md"))
    text = (tmp_path / "watch.md").read_text(encoding="utf-8")
    assert 50_000 < len(text) < 65_000 and re.search(r"^- … and \d+ more; ", text, re.MULTILINE)
    assert listed(capsys, plain)[0].count("https://n") == 250


@pytest.mark.parametrize(
    "arguments", [["--since", "soon"], ["--time-limit", "long"], ["--max-age", "x"], ["everything"]]
)
def test_a_wrong_argument_is_refused(plain, capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        watch.main([*arguments, "--root", str(plain)])
    assert stopped.value.code == COULD_NOT_RUN


def test_without_requests_it_says_what_to_run(plain, capsys, monkeypatch):
    monkeypatch.setattr(watch, "find_spec", lambda name: None)
    assert listed(capsys, plain)[1:] == (
        "watch: could not run: requests not installed; run `make watch`\n",
        COULD_NOT_RUN,
    )


def test_a_service_is_one_module_with_a_documented_address():
    assert {service.NAME for service in services.SERVICES} == {"GOV.UK", "GDELT"}
    for service in services.SERVICES:
        assert service.ADDRESS.startswith("https://") and service.DOCUMENTATION.startswith("https://")


def test_a_host_is_asked_once_a_second_at_most(monkeypatch):
    now, waits = [100.0], []
    monkeypatch.setattr(asking.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(asking, "_sleep", waits.append)
    pace = asking.Pace()
    for host in ("a.example", "b.example", "a.example"):
        with pace.kept(host):
            now[0] += 0.25
    assert waits == [0.75]
