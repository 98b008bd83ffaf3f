"""Asking a time-stamping authority over HTTP (RFC 3161, section 3.4)."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request

from sayso.custody.stamps import Trouble

MOST_BYTES = 1 << 20  # of a reply; with a chain of certificates one has 10 kB
CHUNK_BYTES = 1 << 16
QUERY_TYPE = "application/timestamp-query"


def ask(url: str, query: bytes, *, patience_s: float) -> bytes | Trouble:
    """Send a request, and return the reply's bytes as they came, or why there are none.

    Args:
        url: the authority's address.
        query: the request.
        patience_s: how long to wait in all, but for the last piece, which may take as long again.
    """
    request = urllib.request.Request(
        url, data=query, headers={"Content-Type": QUERY_TYPE, "Accept": "application/timestamp-reply"}
    )
    opener = _opener()
    until = time.monotonic() + patience_s
    try:
        with opener.open(request, timeout=patience_s) as answer:
            return _read(answer, until)
    except urllib.error.HTTPError as error:
        error.close()
        return Trouble(kind="http-error", why=f"it answered with HTTP status {error.code}")
    except TimeoutError:
        return _too_slow(patience_s)
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            return _too_slow(patience_s)
        return Trouble(kind="down", why=f"it cannot be reached ({error.reason})")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Trouble(kind="down", why=f"it broke off ({type(error).__name__})")


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener that follows nobody elsewhere: an authority's address is named on purpose."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _read(answer: http.client.HTTPResponse, until: float) -> bytes | Trouble:
    pieces, size_bytes = [], 0
    while piece := answer.read1(CHUNK_BYTES):
        pieces.append(piece)
        size_bytes += len(piece)
        if size_bytes > MOST_BYTES:
            return Trouble(kind="no-reply", why="its answer is longer than any time-stamp reply")
        if time.monotonic() > until:
            raise TimeoutError
    if answer.length:
        return Trouble(kind="down", why="it broke off in the middle of its answer")
    return b"".join(pieces)


def _too_slow(patience_s: float) -> Trouble:
    return Trouble(kind="slow", why=f"it gave no whole answer within {patience_s:g} s")
