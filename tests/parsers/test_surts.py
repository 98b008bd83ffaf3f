"""Keys of an index, against addresses: what tools write is taken, and another site never is."""

from __future__ import annotations

import pytest

from sayso.parsers.surts import is_of_no_site, is_of_path, is_of_site, site_of

AS_TOOLS_WRITE_THEM = [  # addresses, and what surt 0.3.1, or the rule of browsertrix, makes of them
    ("http://HARBOUR.example:80/Path;jsessionid=ABC", "example,harbour)/path;jsessionid=abc"),
    ("http://harbour.example:8080/", "example,harbour:8080)/"),
    ("https://user:pw@harbour.example/x", "example,harbour)/x"),
    ("http://192.0.2.7/x", "7,2,0,192)/x"),
    ("http://192.0.2.7/x", "192.0.2.7)/x"),
    ("http://[2001:db8::1]/x", "2001:db8::1)/x"),
    ("http://[2001:db8::1]:8080/x", "[2001:db8::1]:8080)/x"),
    ("https://m\u00f6we.example/stra\u00dfe", "example,xn--mwe-sna)/stra%c3%9fe"),
    ("https://m\u00f6we.example/", "example,m\u00f6we)/"),
    ("https://a_b.example/", "example,a_b)/"),
    ("https://harbour.example./x", "example,harbour)/x"),
    ("https://harbour.example./x", ",example,harbour)/x"),
    ("https://www.harbour.example/x", "example,harbour)/x"),
    ("https://www.harbour.example/x", "example,harbour,www)/x"),
    ("https://www.www2.example/x", "example,www2)/x"),
    ("https://harbour.example//a//b/", "example,harbour)/a/b"),
    ("https://harbour.example/a%20b/?q=(x)", "example,harbour)/a%20b/?q=(x)"),
    ("https://harbour.example/?b=2&a=1", "example,harbour)/?a=1&b=2"),
    ("http://harbour.example?x=1", "example,harbour)/?x=1"),
    ("https://harbour.example/", "https://(example,harbour,)/"),
    ("https://harbour.example/", "https://harbour.example/"),
]


@pytest.mark.parametrize(("url", "key"), AS_TOOLS_WRITE_THEM)
def test_what_tools_write_is_taken(url: str, key: str) -> None:
    assert site_of(url)
    assert is_of_site(key, site_of(url))
    assert is_of_path(key, url)


@pytest.mark.parametrize(
    "key",
    [
        "example,elsewhere)/",
        "example)/",
        "example,harbour,quay)/",
        "elsewhere.example)/",
        "https://a.example/",
    ],
)
def test_another_site_is_not(key: str) -> None:
    assert not is_of_site(key, site_of("https://harbour.example/"))


def test_another_path_is_not() -> None:
    assert not is_of_path("example,harbour)/tides", "https://harbour.example/boats")


@pytest.mark.parametrize(
    "url", ["urn:pageinfo:https://harbour.example/", "dns:harbour.example", "http://[", ""]
)
def test_what_is_of_no_website_has_no_site(url: str) -> None:
    assert site_of(url) == ""


@pytest.mark.parametrize(
    ("uri", "key"),
    [
        ("urn:pageinfo:https://harbour.example/", "urn:pageinfo:https://harbour.example/"),
        ("urn:text:https://www.harbour.example/a(b)", "urn:text:https://www.harbour.example/a(b)"),
        ("urn:thumbnail:https%3A%2F%2Fharbour.example%2F", "example,harbour)/"),
        ("dns:harbour.example", "dns:harbour.example"),
        ("dns:harbour.example", "example,harbour)/"),
        ("ftp://harbour.example/tides.txt", "example,harbour)/tides.txt"),
        ("metadata://gnu.example/software/wget", "example,gnu)/software/wget"),
        ("urn:sha256:00ff", "urn:sha256:00ff"),
        ("data:text/plain,f(x)", "data:text/plain,f(x)"),
    ],
)
def test_an_address_of_no_website_stands_under_its_own_key(uri: str, key: str) -> None:
    assert site_of(uri) == ""
    assert is_of_no_site(key, uri)


@pytest.mark.parametrize(
    ("uri", "key"),
    [
        ("urn:sha256:00ff", "example,harbour)/"),
        ("urn:sha256:00ff", "https://(example,harbour,)/"),
        ("urn:sha256:00ff", "https://harbour.example/"),
        ("urn:text:https://elsewhere.example/", "example,harbour)/"),
        ("dns:elsewhere.example", "example,harbour:8080)/"),
        ("", "example,harbour)/"),
    ],
)
def test_an_address_of_no_website_is_not_filed_under_one(uri: str, key: str) -> None:
    assert not is_of_no_site(key, uri)


def test_digits_of_other_scripts_are_neither_a_port_nor_the_number_of_a_www_host() -> None:
    assert site_of("https://www2.harbour.example/") == "harbour.example"
    assert site_of("https://www\N{ARABIC-INDIC DIGIT TWO}.harbour.example/") != "harbour.example"
    assert is_of_site("example,harbour:8080)/", "harbour.example")
    assert not is_of_site("example,harbour:\N{ARABIC-INDIC DIGIT TWO})/", "harbour.example")
