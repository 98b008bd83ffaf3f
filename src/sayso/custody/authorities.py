"""Time-stamping authorities, as the settings of an archive name them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.custody.found import Setting
from sayso.custody.stamp_query import write_oid
from sayso.values import AskedWrongly, Digest, as_digest

SETTING = "stamp_authorities"  # one text an authority: its address, roots=<digest>, and policy=<identifier>
ID_DIGITS = 8


class BadAuthority(AskedWrongly):
    """An authority that cannot be named so."""

    def __init__(self, authority: str, why: str) -> None:
        super().__init__(authority, why)
        self.authority, self.why = authority, why

    def __str__(self) -> str:
        return f"{self.authority!r} cannot be a time-stamping authority: {self.why}. Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who is asked for stamps, and what its signers must go back to."""

    url: str
    roots: Digest  # the object that holds its root certificates, PEM or DER
    policy: str | None = None  # the one that is asked for; None leaves it to the authority

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadAuthority(self.url, "its address begins with http:// or https:// and a host")
        if not self.url.isascii() or not self.url.isprintable() or " " in self.url:
            raise BadAuthority(self.url, "its address holds what no address does")
        if parts.username or parts.password:
            raise BadAuthority(
                f"{parts.scheme}://…@{parts.hostname}", "a password has no place in an archive"
            )
        if self.policy is not None:
            _refuse_bad_policy(self.url, self.policy)

    @property
    def id(self) -> str:
        """What its files are called by: the beginning of the SHA-256 of its address."""
        return hashlib.sha256(self.url.encode("ascii")).hexdigest()[:ID_DIGITS]

    @property
    def text(self) -> str:
        """The authority as it stands in the settings."""
        policy = f" policy={self.policy}" if self.policy else ""
        return f"{self.url} roots={self.roots}{policy}"

    @classmethod
    def parse(cls, text: str) -> Authority:
        """Read what `text` gives.

        Raises:
            BadAuthority: when it is no such text.
        """
        url, *rest = text.split(" ")
        named = dict(part.partition("=")[::2] for part in rest)
        try:
            authority = cls(url=url, roots=as_digest(named["roots"]), policy=named.get("policy"))
        except (KeyError, ValueError) as error:
            raise BadAuthority(url, f"its line in the settings cannot be read ({error})") from error
        if authority.text != text:
            raise BadAuthority(url, "its line in the settings says more than is read")
        return authority


def authorities_in(settings: Mapping[str, Setting]) -> tuple[Authority, ...]:
    """Return the authorities that settings name; () where stamping is off.

    Raises:
        BadAuthority: when one of them cannot be read.
    """
    named = settings.get(SETTING, ())
    if not isinstance(named, tuple):
        raise BadAuthority(str(named), f"`{SETTING}` is a list of texts")
    return tuple(Authority.parse(text) for text in named)


def with_authorities(
    settings: Mapping[str, Setting], authorities: tuple[Authority, ...]
) -> dict[str, Setting]:
    """Return settings that name these authorities and no others."""
    kept = {name: value for name, value in settings.items() if name != SETTING}
    return {**kept, SETTING: tuple(one.text for one in authorities)} if authorities else kept


def _refuse_bad_policy(url: str, policy: str) -> None:
    try:
        write_oid(policy)
    except ValueError as error:
        raise BadAuthority(url, f"its policy is {error}") from error
