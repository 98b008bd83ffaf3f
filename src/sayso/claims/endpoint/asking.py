"""One question to the endpoint: sent again after passing trouble, and never anywhere else.

No redirect is followed and no proxy is used: a text goes to the address in the
settings, or nowhere.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
from dataclasses import dataclass
from threading import Event

from sayso.claims.endpoint.options import EndpointOptions
from sayso.values import SaysoError

MOST_REPLY_BYTES = 16_000_000
LONGEST_WAIT_S = 60.0  # that a server may ask for before the next try
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})  # statuses that the next try may not meet
OF_THE_TEXT = frozenset({400, 413, 422})  # statuses that another text may not meet


class EndpointFailed(SaysoError):
    """The language model cannot be reached, or does not take our questions."""

    exit_code = 3

    def __init__(self, host: str, why: str) -> None:
        super().__init__(host, why)
        self.host, self.why = host, why

    def __str__(self) -> str:
        return (
            f"The language model at {self.host} did not answer: {self.why}. "
            "What was found before stays kept; run the command again when it does, or use another extractor."
        )


class ReplyUnusable(SaysoError):
    """The language model's answer about a text is none that can be used."""

    exit_code = 3

    def __init__(self, host: str, why: str) -> None:
        super().__init__(host, why)
        self.host, self.why = host, why

    def __str__(self) -> str:
        return f"the language model at {self.host} gave no usable answer: {self.why}."


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why a try gave nothing, and what follows from it."""

    why: str
    passing: bool  # whether it is worth another try
    of_the_text: bool = False  # whether another text may fare better
    wait_s: float | None = None  # that the server asked for


def ask(options: EndpointOptions, body: bytes, stop: Event) -> bytes:
    """Send a request and return the body of the answer, which has the status 200 and is no web page.

    Args:
        stop: once it is set, nothing more is sent.

    Raises:
        EndpointFailed: when no question would be answered now.
        ReplyUnusable: when this one is not.
    """
    pause_s = options.pause_s
    for tried in range(1, options.tries + 1):
        got = _try(options, body)
        if isinstance(got, bytes):
            return got
        wait_s = pause_s if got.wait_s is None else got.wait_s
        if not got.passing or tried == options.tries or wait_s > LONGEST_WAIT_S:
            raise _given_up(options.host, got, tried)
        if stop.wait(wait_s):
            raise _given_up(options.host, got, tried)
        pause_s = min(pause_s * 2, LONGEST_WAIT_S)
    raise AssertionError("there is at least one try")


def _given_up(host: str, trouble: _Trouble, tried: int) -> EndpointFailed | ReplyUnusable:
    why = trouble.why + (f" (tried {tried} times)" if tried > 1 else "")
    if trouble.wait_s is not None and trouble.wait_s > LONGEST_WAIT_S:
        why += f", and asks to be left alone for {trouble.wait_s:.0f} s"
    return ReplyUnusable(host, why) if trouble.of_the_text else EndpointFailed(host, why)


def _try(options: EndpointOptions, body: bytes) -> bytes | _Trouble:
    connection = _connection(options)
    deadline = time.monotonic() + options.timeout_s
    try:
        connection.request("POST", options.path, body, _headers(options))
        response = connection.getresponse()
        data = _read(response, deadline)
        return _judged(options, response, data)
    except TimeoutError:
        return _Trouble(
            f"no whole answer came within {options.timeout_s:g} s", passing=True, of_the_text=True
        )
    except ssl.SSLCertVerificationError as problem:
        return _Trouble(f"its certificate does not hold ({problem.verify_message})", passing=False)
    except http.client.HTTPException as problem:
        return _Trouble(f"its answer broke off ({type(problem).__name__})", passing=True)
    except OSError as problem:
        return _Trouble(f"there is no connection ({problem.strerror or problem})", passing=True)
    finally:
        connection.close()


def _connection(options: EndpointOptions) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if options.is_secure else http.client.HTTPConnection
    return kind(options.host, timeout=options.timeout_s)


def _headers(options: EndpointOptions) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "sayso"}
    return headers | ({"Authorization": f"Bearer {options.key}"} if options.key else {})


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """Read a body piece by piece: a server that drips does not outlast the deadline."""
    parts, size = [], 0
    while part := response.read1(65_536):
        parts.append(part)
        size += len(part)
        if time.monotonic() > deadline:
            raise TimeoutError
        if size > MOST_REPLY_BYTES:
            raise http.client.HTTPException(f"more than {MOST_REPLY_BYTES:,} bytes")
    if response.length:  # the server said how much would come
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts)


def _judged(options: EndpointOptions, response: http.client.HTTPResponse, data: bytes) -> bytes | _Trouble:
    status = response.status
    if status == 200:
        is_page = "html" in (response.getheader("Content-Type") or "") or data.lstrip()[:1] == b"<"
        why = "it answered with a web page where JSON was due; look at `url`"
        return _Trouble(why, passing=False) if is_page else data
    said = _message(data, options.key)
    if status in PASSING:
        return _Trouble(f"it answered {status}{said}", passing=True, wait_s=_asked_wait_s(response))
    if status in OF_THE_TEXT:
        return _Trouble(f"it answered {status}{said}", passing=False, of_the_text=True)
    if 300 <= status < 400:
        return _Trouble(f"it answered {status}: go elsewhere, and texts go nowhere else", passing=False)
    if status in (401, 403):
        return _Trouble(f"it answered {status}{said}; look at SAYSO_ENDPOINT_KEY", passing=False)
    return _Trouble(f"it answered {status}{said}; look at `url` and `model`", passing=False)


def _asked_wait_s(response: http.client.HTTPResponse) -> float | None:
    """Return the seconds of a Retry-After header; a date there is not followed."""
    value = (response.getheader("Retry-After") or "").strip()
    return float(value) if value.isdecimal() and value.isascii() and len(value) < 9 else None


def _message(data: bytes, key: str | None) -> str:
    """Return the message of an error, in brackets, without the key that some servers repeat."""
    try:
        value = json.loads(data)
        error = value.get("error", value)
        message = error.get("message") if isinstance(error, dict) else error
    except (ValueError, RecursionError, AttributeError):
        return ""
    if not isinstance(message, str) or not message.strip():
        return ""
    if key:
        message = message.replace(key, "…")
    return f" ({' '.join(message.split())[:200]})"
