"""A folder comes in whole: in order, with its descriptions, and with a reason for what does not."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from sayso.capture.sources.folder import FolderSource
from sayso.capture.types import Capture, NotTaken


def lay(folder: Path, **files: str | bytes | dict[str, object]) -> Path:
    """Write files; `__` in a name stands for a dot, and dicts become JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = json.dumps(content).encode() if isinstance(content, dict) else content
        path = folder / name.replace("__", ".")
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def take(target: Path, excluding: Path | None = None) -> tuple[dict[str, Capture], dict[str, str]]:
    """Return captures by name, and reasons by the name of what was not taken."""
    pieces = list(FolderSource(excluding=excluding).capture(str(target)))
    captures = {piece.original.name: piece for piece in pieces if isinstance(piece, Capture)}
    return captures, {piece.name: piece.reason for piece in pieces if isinstance(piece, NotTaken)}


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    lay(tmp_path, b__txt="b", a__txt="a")
    lay(tmp_path / "a", z__txt="z")
    lay(tmp_path / "Z", y__txt="y")

    captures, _ = take(tmp_path)

    assert list(captures) == ["Z/y.txt", "a.txt", "a/z.txt", "b.txt"]


def test_a_sidecar_describes_the_document_of_its_stem_and_comes_with_it(tmp_path: Path) -> None:
    described = {
        "doc_id": "wire",
        "kind": "article",
        "style": "wire",
        "publisher": "Ostwick Wire",
        "author": "Mara Finch",
        "published": "2021-05-06T10:00:00Z",
        "url": "ostwick:1",
        "forwarded_from": None,
        "cites": ["notice"],
    }
    lay(tmp_path, wire__txt="Nine were hurt.", wire__meta__json=described)

    captures, refused = take(tmp_path)

    assert list(captures) == ["wire.txt"]
    assert refused == {}
    wire = captures["wire.txt"]
    assert wire.description.to_json() == {name: value for name, value in described.items() if value}
    assert wire.sidecar is not None
    assert wire.sidecar.role == "sidecar"
    assert wire.sidecar.path.read_bytes() == (tmp_path / "wire.meta.json").read_bytes()
    assert wire.gaps == ()


def test_a_file_without_a_sidecar_has_no_kind(tmp_path: Path) -> None:
    captures, _ = take(lay(tmp_path, note__txt="The bridge was open."))

    assert captures["note.txt"].description.to_json() == {}
    assert captures["note.txt"].sidecar is None


def test_files_of_a_documents_stem_are_its_attachments(tmp_path: Path) -> None:
    lay(
        tmp_path, tg__txt="Burning", tg__mp4=b"1", tg__jpg=b"2", tg__meta__json={"attachments": ["other.mp4"]}
    )
    lay(tmp_path, other__mp4=b"3")

    captures, _ = take(tmp_path)

    assert captures["tg.txt"].description.attachments == ("other.mp4", "tg.jpg", "tg.mp4")
    assert captures["tg.mp4"].description.attachments == ()
    assert captures["tg.txt"].gaps == ()


def test_pictures_of_one_stem_belong_to_no_document(tmp_path: Path) -> None:
    captures, _ = take(lay(tmp_path, IMG_1__jpg=b"1", IMG_1__mov=b"2"))

    assert [capture.description.attachments for capture in captures.values()] == [(), ()]


def test_an_attachment_that_did_not_come_is_a_gap(tmp_path: Path) -> None:
    captures, _ = take(lay(tmp_path, tg__txt="Burning", tg__meta__json={"attachments": ["lost.mp4"]}))

    assert captures["tg.txt"].gaps == ("its attachment lost.mp4 did not come with it",)
    assert captures["tg.txt"].description.attachments == ("lost.mp4",)


def test_an_attachment_beside_the_document_is_meant_before_one_elsewhere(tmp_path: Path) -> None:
    lay(tmp_path / "one", tg__txt="a", tg__meta__json={"attachments": ["clip.mp4"]}, clip__mp4=b"1")
    lay(tmp_path / "two", clip__mp4=b"2")

    captures, _ = take(tmp_path)

    assert captures["one/tg.txt"].gaps == ()
    assert set(captures) == {"one/tg.txt", "one/clip.mp4", "two/clip.mp4"}


def test_footage_alone_can_be_described_by_its_stem_or_its_full_name(tmp_path: Path) -> None:
    lay(tmp_path, quay__mp4=b"1", quay__meta__json={"publisher": "Port of Ostwick"})
    lay(tmp_path, pier__txt="text", pier__mp4=b"2", pier__mp4__meta__json={"author": "Tom Hale"})

    captures, _ = take(tmp_path)

    assert captures["quay.mp4"].description.publisher == "Port of Ostwick"
    assert captures["pier.mp4"].description.author == "Tom Hale"
    assert captures["pier.txt"].sidecar is None


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"kind": NaN'])
def test_a_broken_sidecar_leaves_a_gap_and_its_document_comes_in(tmp_path: Path, broken: bytes) -> None:
    captures, _ = take(lay(tmp_path, wire__txt="Nine were hurt.", wire__meta__json=broken))

    wire = captures["wire.txt"]
    assert wire.sidecar is not None
    assert len(wire.gaps) == 1
    assert "description" in wire.gaps[0]


def test_a_sidecar_of_nothing_comes_in_as_a_file_of_its_own(tmp_path: Path) -> None:
    captures, _ = take(lay(tmp_path, gone__meta__json={"kind": "post"}))

    assert captures["gone.meta.json"].gaps == ("it describes a file that did not come with it",)


def test_one_file_comes_with_its_description_and_without_its_neighbours(tmp_path: Path) -> None:
    lay(tmp_path, tg__txt="Burning", tg__mp4=b"1", tg__meta__json={"kind": "post"}, other__txt="x")

    captures, refused = take(tmp_path / "tg.txt")

    assert list(captures) == ["tg.txt"]
    assert captures["tg.txt"].description.kind == "post"
    assert captures["tg.txt"].description.attachments == ("tg.mp4",)
    assert refused == {}


def test_a_documents_description_is_not_taken_for_its_attachments(tmp_path: Path) -> None:
    lay(tmp_path, tg__txt="Burning", tg__mp4=b"1", tg__meta__json={"kind": "post"})

    captures, _ = take(tmp_path / "tg.mp4")

    assert captures["tg.mp4"].description.kind is None


def test_hidden_files_are_passed_over_and_named(tmp_path: Path) -> None:
    lay(tmp_path, a__txt="a", Thumbs__db=b"x", __DS_Store=b"x")
    lay(tmp_path / ".git", config="x")

    captures, refused = take(tmp_path)

    assert list(captures) == ["a.txt"]
    assert set(refused) == {".DS_Store", ".git", "Thumbs.db"}


def test_links_within_the_folder_are_files_and_others_are_not_followed(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", a__txt="a")
    outside = lay(tmp_path / "out", secret__txt="s")
    (folder / "again.txt").symlink_to(folder / "a.txt")
    (folder / "secret.txt").symlink_to(outside / "secret.txt")
    (folder / "way-out").symlink_to(outside)
    (folder / "round").symlink_to(folder)
    (folder / "loop").symlink_to(folder / "loop")

    captures, refused = take(folder)

    assert list(captures) == ["a.txt", "again.txt"]
    assert set(refused) == {"secret.txt", "way-out", "round", "loop"}
    assert "out of the folder" in refused["secret.txt"]


def test_a_description_that_is_a_link_to_elsewhere_is_not_read(tmp_path: Path) -> None:
    secret = lay(tmp_path / "out", secret__json={"publisher": "Nobody's business"}) / "secret.json"
    folder = lay(tmp_path / "in", a__txt="a")
    (folder / "a.meta.json").symlink_to(secret)

    captures, _ = take(folder)
    alone, _ = take(folder / "a.txt")

    assert captures["a.txt"].description.publisher is None
    assert alone["a.txt"].description.publisher is None


def test_the_archive_is_not_gone_into(tmp_path: Path) -> None:
    lay(tmp_path, a__txt="a")
    archive = lay(tmp_path / "archive", log="x")

    captures, refused = take(tmp_path, excluding=archive)

    assert list(captures) == ["a.txt"]
    assert "archive itself" in refused["archive"]
    assert take(archive / "log", excluding=archive)[0] == {}


def test_a_file_that_vanishes_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    lay(tmp_path, a__txt="a", b__txt="b", c__txt="c")
    pieces = FolderSource().capture(str(tmp_path))

    first = next(pieces)
    (tmp_path / "b.txt").unlink()
    rest = list(pieces)

    assert isinstance(first, Capture)
    assert [isinstance(piece, NotTaken) for piece in rest] == [True, False]


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, a__txt="a", b__txt="b")
    open_file = os.open

    def refusing(path: Path, flags: int) -> int:
        if path.name == "a.txt":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return open_file(path, flags)

    monkeypatch.setattr("sayso.capture.walking.os.open", refusing)  # root may read everything

    captures, refused = take(tmp_path)

    assert list(captures) == ["b.txt"]
    assert "Permission denied" in refused["a.txt"]


def test_a_name_that_is_no_utf8_comes_in_fit_to_be_read(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9\n.txt", "wb") as stream:
        stream.write(b"open")

    captures, _ = take(tmp_path)

    [capture] = captures.values()
    assert capture.original.name == "caf\\xe9\\u000a;.txt"
    assert capture.original.path.read_bytes() == b"open"


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    assert not FolderSource().accepts(str(tmp_path / "gone"))
    assert list(take(tmp_path / "gone")[1]) == ["gone"]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert take(tmp_path) == ({}, {})
