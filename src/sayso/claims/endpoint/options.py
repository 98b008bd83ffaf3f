"""Which model is asked, where, and with how much patience."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from sayso.values import AskedWrongly

ReplyFormat = Literal["schema", "object", "text"]

LEAST_PIECE = 500  # characters; a reply to less should never be cut off


class EndpointUnset(AskedWrongly):
    """No model of one's own is named in the settings."""

    def __init__(self) -> None:
        super().__init__()

    def __str__(self) -> str:
        return (
            "The extractor 'endpoint' asks a language model, and the settings name none. "
            "Put its `url` and `model` under [claims.endpoint] in settings.toml, or use another extractor."
        )


class EndpointUnusable(AskedWrongly):
    """What the settings say of a model's address cannot be used."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what, why)
        self.what, self.why = what, why

    def __str__(self) -> str:
        return (
            f"The language model cannot be asked: `{self.what}` {self.why}. "
            "Mend [claims.endpoint] in settings.toml."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointOptions:
    """A model behind an interface like OpenAI's chat completions.

    Raises:
        EndpointUnusable: naming the first option that cannot be used.
    """

    url: str  # of the interface, without "/chat/completions": "http://localhost:11434/v1"
    model: str
    key: str | None = field(default=None, repr=False)  # sent as a bearer token, and kept nowhere
    timeout_s: float = 120.0  # for one answer, from the first byte sent to the last received
    tries: int = 4
    pause_s: float = 1.0  # before the second try; doubled before each one after it
    piece_characters: int = 3_000  # of a document, sent at once: with prompt and answer under 4,096 tokens
    parallel: int = 2  # pieces of one document that are asked about at the same time
    reply_format: ReplyFormat = "schema"  # how the server is told to answer in JSON; "text": only in words

    def __post_init__(self) -> None:
        problem = _problem_with(self)
        if problem is not None:
            raise EndpointUnusable(*problem)

    @property
    def host(self) -> str:
        """Return the host, with the port where one is given."""
        return _split(self.url).netloc

    @property
    def path(self) -> str:
        """Return the path that requests go to."""
        return f"{_split(self.url).path.rstrip('/')}/chat/completions"

    @property
    def is_secure(self) -> bool:
        """Whether what is sent is encrypted on the way."""
        return _split(self.url).scheme == "https"

    @property
    def is_local(self) -> bool:
        """Whether the host is this machine itself, by its loopback address."""
        name = _split(self.url).hostname or ""
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return name == "localhost"


def _split(url: str) -> SplitResult:
    return urlsplit(url)


def _problem_with(options: EndpointOptions) -> tuple[str, str] | None:
    try:
        parts = urlsplit(options.url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "url", "is no address"
    if not usable or not options.url.isascii() or any(c.isspace() for c in options.url):
        return "url", "is no address that begins with http:// or https://"
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        return "url", "may not hold a name, a password or a query: they would stand in the records"
    if not options.model.strip():
        return "model", "is empty"
    if options.key is not None and not (options.key.isascii() and options.key.isprintable()):
        return "SAYSO_ENDPOINT_KEY", "holds characters that cannot be sent"
    if options.reply_format not in ("schema", "object", "text"):
        return "reply_format", "is not schema, object or text"
    return _number_problem(options)


def _number_problem(options: EndpointOptions) -> tuple[str, str] | None:
    if not 0 < options.timeout_s <= 3600:
        return "timeout_s", "is not between 0 and 3600"
    if not 0 <= options.pause_s <= 60:
        return "pause_s", "is not between 0 and 60"
    for name, least, most in (
        ("tries", 1, 20),
        ("parallel", 1, 32),
        ("piece_characters", LEAST_PIECE, 100_000),
    ):
        if not least <= getattr(options, name) <= most:
            return name, f"is not between {least} and {most}"
    return None
