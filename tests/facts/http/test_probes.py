"""What forgers and scripts get of a real website on loopback."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.facts.http.shop import JSON, LOGIN, SHOP, login, look, shop, why_not
from tests.website import Answer, Asked, Reply


def test_csrf_probe(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        found = look(place, "csrf_probe")
        assert (found.status, found.status_with_token, found.mentions_csrf) == (403, 200, True)
        posts = [one for one in place.site.asked if one.method == "POST"]
        assert posts[0].headers["Cookie"] == "csrftoken=tok3n"
        assert b"golive-nobody" in posts[0].body
    with shop(tmp_path, {"/login/": Answer(LOGIN)}) as place:
        assert look(place, "csrf_probe").shows_form


def test_csrf_probe_needs_a_form(tmp_path: Path) -> None:
    with shop(tmp_path, {"/": Answer("<title>x</title>")}) as place:
        reason, cure = why_not(place, "csrf_probe")
        assert reason == "[http] login is not set, and the home page links to no log-in page"
        assert cure == 'set login in [http] of golive.toml ("/login/")'
        assert why_not(place, "csrf_probe", login="/nowhere/")[0] == f"{SHOP}/nowhere/ answered 404"
        assert why_not(place, "csrf_probe", login="/")[0] == f"{SHOP}/ holds no form that is sent by POST"


def escaping(asked: Asked) -> Answer:
    import html

    term = unquote(parse_qs(urlsplit(asked.path).query).get("q", [""])[0])
    script = json.dumps(term).replace("<", "\\u003c")
    literal = script[1:-1].replace("`", "\\`").replace("${", "\\${")
    return Answer(
        f'<p>{html.escape(term)}</p><input value="{html.escape(term)}"><script>let q = {script}; // it\'s</script>'
        f"<button onclick='find({html.escape(script)})'><script>let n = `${{a({{}})}} {literal}`</script>"
    )


def careless(template: str) -> Reply:
    def reply(asked: Asked) -> Answer:
        return Answer(template.replace("TERM", parse_qs(urlsplit(asked.path).query).get("q", [""])[0]))

    return reply


def test_reflected_input_that_is_escaped(tmp_path: Path) -> None:
    with shop(tmp_path, {"/search/": escaping}) as place:
        found = look(place, "xss_probes")
        assert {one.ran_as for one in found} == {""}
        assert all(one.is_reflected for one in found)


@pytest.mark.parametrize(
    ("template", "ran_as"),
    [
        ("<p>TERM</p>", "an element"),
        ('<input value="TERM">', "an attribute of <input>"),
        ("<input value='TERM'>", "an attribute of <input>"),
        ('<a href="TERM">', "a javascript: URL in <a href>"),
        ('<script>let q = "TERM"; /* " */</script>', "script code"),
        ("<script>let q = 'TERM';</script>", "script code"),
        ("<script>let q = `found TERM`;</script>", "script code"),
    ],
)
def test_reflected_input_that_runs(tmp_path: Path, template: str, ran_as: str) -> None:
    with shop(tmp_path, {"/search/": careless(template)}, search=("/search/?q=",)) as place:
        assert ran_as in {one.ran_as for one in look(place, "xss_probes")}


def shown_escaped(template: str) -> Reply:
    import html

    def reply(asked: Asked) -> Answer:
        return Answer(template.replace("TERM", html.escape(unquote(asked.path.partition("q=")[2]))))

    return reply


@pytest.mark.parametrize(
    "template",
    [
        """<button onclick="find('TERM')">Again</button>""",
        '<a href="javascript:find(%27TERM%27)">Again</a>',
        "<script>let q = `TERM`;</script>",
    ],
)
def test_reflected_input_that_runs_where_html_is_escaped(tmp_path: Path, template: str) -> None:
    with shop(tmp_path, {"/search/": shown_escaped(template)}) as place:
        assert "script code" in {one.ran_as for one in look(place, "xss_probes")}


def test_redirects_of_the_search_are_followed(tmp_path: Path) -> None:
    def add_slash(asked: Asked) -> Answer:
        return Answer(status=301, headers={"Location": asked.path.replace("/search?", "/search/?")})

    changes: dict[str, Reply] = {"/search/": careless("<p>TERM</p>"), "/search": add_slash}
    with shop(tmp_path, changes, search=("/search?q=",)) as place:
        assert "an element" in {one.ran_as for one in look(place, "xss_probes")}


@pytest.mark.parametrize("location", ["/login/?next=%2Fsearch%2F%3Fq%3D{}", "/", "https://other.test/?q={}"])
def test_a_redirect_that_drops_the_search_is_no_answer(tmp_path: Path, location: str) -> None:
    def away(asked: Asked) -> Answer:
        return Answer(status=302, headers={"Location": location.format(asked.path.partition("q=")[2])})

    with shop(tmp_path, {"/search/": away}) as place:
        assert {one.status for one in look(place, "xss_probes")} == {302}


def test_no_field_to_search_in(tmp_path: Path) -> None:
    with shop(tmp_path, {"/": Answer("<title>x</title>")}) as place:
        assert why_not(place, "xss_probes")[1] == 'set search = ["/search/?q="] in [http] of golive.toml'


def test_cors_probes(tmp_path: Path) -> None:
    def reflecting(asked: Asked) -> Answer:
        origin = asked.headers["Origin"]
        cors = {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true"}
        return Answer("{}", headers=JSON | cors)

    with shop(tmp_path, {"/api/": reflecting}, origins=("https://app.test",), cors_path="/api/") as place:
        found = look(place, "cors_probes")
        assert [(one.origin, one.method) for one in found if one.is_declared] == [
            ("https://app.test", "GET"),
            ("https://app.test", "OPTIONS"),
        ]
        strangers = {one.origin for one in found if not one.is_declared}
        assert strangers == {"https://evil.example", "null", "https://app.test.evil.example", "https://evilapp.test"}
        assert all(one.allow_origin == one.origin and one.allow_credentials for one in found)


def limited(limit: int, status: int = 429) -> Reply:
    posts: list[Asked] = []

    def reply(asked: Asked) -> Answer:
        if asked.method == "POST":
            posts.append(asked)
        return Answer("slow down", status) if len(posts) > limit else login(asked)

    return reply


def test_rate_probe_ends_at_the_first_refusal(tmp_path: Path) -> None:
    with shop(tmp_path, {"/login/": limited(10)}, rate_limit=10) as place:
        found = look(place, "rate_probe")
        assert 429 in found.statuses
        # The CSRF probe has used up two.
        assert found.statuses.count(200) == 8
        assert len(found.statuses) <= 12
        assert found.home_status == 200


def test_rate_probe_of_a_site_without_limit(tmp_path: Path) -> None:
    with shop(tmp_path, rate_limit=3) as place:
        assert look(place, "rate_probe").statuses == (200,) * 16
        bodies = [one.body for one in place.site.asked if one.method == "POST"][2:]
        # First without a password, then with one.
        assert [b"password=golive" in body for body in bodies] == [False] * 8 + [True] * 8


def test_rate_probe_of_a_path_without_form(tmp_path: Path) -> None:
    counted: list[Asked] = []

    def reply(asked: Asked) -> Answer:
        counted.append(asked)
        return Answer("{}", 403 if len(counted) > 3 else 200, headers=JSON)

    with shop(tmp_path, {"/api/": reply}, rate_limit=3, rate_limited_path="/api/") as place:
        assert look(place, "rate_probe").statuses[-1] == 403


def test_rate_limit_is_not_declared(tmp_path: Path) -> None:
    with shop(tmp_path) as place:
        assert why_not(place, "rate_probe")[0] == "[http] rate_limit is not declared"
