"""Keys of an index (SURT), against the addresses that they stand for.

Tools differ: on `www.`, on case, on the order of a query, on session numbers, on whether an
address of numbers is turned round. What any of them writes is taken.

Source: Internet Archive, "Sort-friendly URI Reordering Transform".
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_WWW = re.compile(r"^www[0-9]*\.")
_NAMES_SITE = re.compile(r"(?:https?://\()?[^\s,:/()?]+(?:,[^\s,:/()?]+)+,?(?::[0-9]+)?\)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def site_of(url: str) -> str:
    """Return the host of a web address, less `www.`; "" where there is none, or it cannot be told."""
    try:
        parts = urlsplit(url.strip("<>").replace("\\", "/"))
        host = parts.hostname if parts.scheme.lower() in ("http", "https") else None
    except ValueError:
        return ""
    return _bare(unquote(host or ""))


def is_of_site(key: str, site: str) -> bool:
    """Tell whether a key can stand for an address of this site; true where it names no site itself."""
    sites = _sites_in(key)
    return not sites or site in sites


def is_of_no_site(key: str, uri: str) -> bool:
    """Tell whether a key can stand for an address of no website, such as a `urn:`.

    It must name no site, or one whose name stands in the address, as in `urn:text:https://harbour.example/`.
    """
    if ")" in key and not _NAMES_SITE.match(key):
        return True
    said = unquote(uri).lower()
    sites = _sites_in(key)
    return not sites or any(site in said for site in sites)


def is_of_path(key: str, url: str) -> bool:
    """Tell whether a key's path is that of an address, whatever tools do to case, queries and sessions."""
    _, mark, path = key.partition(")")
    return not mark or _plain(path) == _plain(_SCHEME.sub("", url).partition("/")[2])


def _sites_in(key: str) -> set[str]:
    """Return the hosts that a key can name: in either order, with or without a port and `www.`."""
    host, mark, _ = key.partition(")")
    if not mark:
        return {site_of(key)} - {""}
    turned = _SCHEME.sub("", host.lower()).removeprefix("(").rpartition("@")[2]
    without_port = re.sub(r":[0-9]+$", "", turned)
    named = {".".join(reversed(one.strip(",").split(","))) for one in (turned, without_port)}
    named |= {turned, without_port}
    return {form(name) for name in named for form in (_plain_host, _bare)} - {""}


def _bare(host: str) -> str:
    return _WWW.sub("", _plain_host(host))


def _plain_host(host: str) -> str:
    plain = host.lower().strip(".,[]")
    try:
        return plain.encode("idna").decode("ascii")
    except UnicodeError:
        return plain


def _plain(path: str) -> str:
    less = re.split(r"[?#;]", path, maxsplit=1)[0]
    return re.sub(r"/+", "/", unquote(unquote(less)).lower()).strip("/ ")
