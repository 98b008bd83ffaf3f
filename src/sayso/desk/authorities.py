"""Say whose time stamps an archive's heads are to get, as a logged change of its settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sayso.custody.authorities import Authority, BadAuthority, authorities_in, with_authorities
from sayso.custody.certificates import BadCertificate, read_certificates
from sayso.custody.found import read_settings
from sayso.exhibits.reading import FileUnreadable
from sayso.store.archive import Archive

MOST_BYTES = 1 << 20  # of a file of certificates


def authorities(archive: Archive) -> tuple[Authority, ...]:
    """Return the authorities that the archive's settings name; () where stamping is off."""
    return authorities_in(read_settings(archive.files).settings)


def add_authority(
    archive: Archive, url: str, roots: Path, *, policy: str | None = None, actor: str
) -> Authority:
    """Name an authority, or change what is known of one, as a logged act.

    Args:
        url: where it takes requests (RFC 3161 over HTTP).
        roots: a file of the root certificates that its signers go back to, PEM or DER.
        policy: the object identifier of the policy to ask for; None leaves it to the authority.

    Raises:
        BadAuthority: before anything is changed.
        FileUnreadable: when the file of certificates cannot be read.
    """
    data = _certificates_in(url, roots)
    stored = archive.objects.put_bytes(data)
    named = Authority(url=url, roots=stored.digest, policy=policy)

    def changed(known: tuple[Authority, ...]) -> tuple[Authority, ...]:
        return (*(one for one in known if one.url != url), named)

    _change(archive, changed, actor, {stored.digest: stored.size_bytes})
    return named


def remove_authority(archive: Archive, url: str, *, actor: str) -> None:
    """Ask an authority no more; the stamps that it gave stay.

    Raises:
        BadAuthority: when the settings do not name it.
    """

    def changed(known: tuple[Authority, ...]) -> tuple[Authority, ...]:
        left = tuple(one for one in known if one.url != url)
        if left == known:
            raise BadAuthority(url, "the archive's settings do not name it")
        return left

    _change(archive, changed, actor, {})


def _change(
    archive: Archive,
    change: Callable[[tuple[Authority, ...]], tuple[Authority, ...]],
    actor: str,
    objects: dict[str, int],
) -> None:
    with archive.writing():
        now = read_settings(archive.files)
        settings = with_authorities(now.settings, change(authorities_in(now.settings)))
        if settings == dict(now.settings):
            return
        archive.change_settings_locked(
            replace(now, settings=settings), objects=objects, withheld={"operator": actor}
        )


def _certificates_in(url: str, path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise FileUnreadable(str(path), error.strerror or type(error).__name__) from error
    if len(data) > MOST_BYTES:
        raise BadAuthority(url, f"{path} is too large to be a file of certificates")
    try:
        read_certificates(data)
    except BadCertificate as error:
        raise BadAuthority(url, f"{path} holds no certificates ({error})") from error
    return data
