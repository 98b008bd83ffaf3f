"""QR codes: as text for a terminal, or as a picture. The only place where segno is used."""

from __future__ import annotations

import io
from pathlib import PurePath

from sayso.values import AskedWrongly

PICTURES = (".svg", ".png")
MODULE_PX = 8  # of a picture


class NoSuchPicture(AskedWrongly):
    """A QR code was to be written as a kind of picture that is not written here."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path} is no name for a QR code: it ends in {' or '.join(PICTURES)}. Name such a file."


def qr_lines(text: str) -> str:
    """Return a QR code of a text, drawn with block characters for a terminal."""
    import segno

    out = io.StringIO()
    segno.make_qr(text, error="m").terminal(out, compact=True)
    return out.getvalue()


def qr_picture(text: str, name: str) -> bytes:
    """Return a QR code of a text as a picture, of the kind that a name's ending says.

    Raises:
        NoSuchPicture: when the name's ending is none of PICTURES.
    """
    import segno

    kind = PurePath(name).suffix.lower()
    if kind not in PICTURES:
        raise NoSuchPicture(name)
    made = io.BytesIO()
    segno.make_qr(text, error="m").save(made, kind=kind[1:], scale=MODULE_PX)
    return made.getvalue()
