"""Erasing what came in a package: the kept package holds the same bytes, and must go as well."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sayso.custody.beside import look_beside
from sayso.custody.entries import Entry
from sayso.custody.erasure import Erasure
from sayso.custody.found import found_archive
from sayso.custody.proving import prove_inclusion
from sayso.custody.verification import verify
from sayso.desk import intake as intake_module
from sayso.desk.came_packed import names_beside
from sayso.desk.erasure import Erased, erase
from sayso.desk.export import export_case
from sayso.desk.intake import import_paths
from sayso.packages import check_bag
from sayso.store import queries, rows
from sayso.store.archive import Archive, open_archive
from sayso.testing.web_archives import Page, make_wacz
from sayso.values import Digest

ACTOR = "Ada Tester"
SECRET = b"Marvellia Quent"  # stands in one of the pieces, and nowhere else
PIECES = {
    "first.txt": b"The quay is closed.",
    "second.txt": b"It was " + SECRET + b" who closed the quay. " * 20,
    "third.txt": b"Four boats came in.",
}
PACKINGS = ["folder", "zip", "tgz", "wacz"]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    root = found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as opened:
        yield opened


def packages_kept(archive: Archive) -> list[dict[str, Digest]]:
    return [packed_beside(archive, entry) for entry in archive.log.entries() if "beside" in entry.body]


def packed_beside(archive: Archive, entry: Entry) -> dict[str, Digest]:
    """Return what an entry says of a package, by its names; of one whose names went, by numbers."""
    digests: Any = entry.body["beside"]
    names = names_beside(look_beside(archive.files, entry).texts()) or map(str, range(len(digests)))
    return dict(zip(names, digests, strict=True))


def make_bag(folder: Path, pieces: Mapping[str, bytes] = PIECES, about: str = "A bag on the quay") -> Path:
    (folder / "data").mkdir(parents=True)
    for name, data in pieces.items():
        (folder / "data" / name).write_bytes(data)
    listed = "".join(f"{hashlib.sha256(data).hexdigest()}  data/{name}\n" for name, data in pieces.items())
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8")
    (folder / "manifest-sha256.txt").write_text(listed, "utf-8")
    (folder / "bag-info.txt").write_text(f"External-Description: {about}\n", "utf-8")
    return folder


def make_package(to: Path, packing: str) -> Path:
    if packing == "wacz":
        pages = tuple(Page(url=f"https://quay.example/{name}", body=data) for name, data in PIECES.items())
        path = to / "quay.wacz"
        path.write_bytes(make_wacz(pages=pages).packed())
        return path
    bag = make_bag(to / "bag", about=f"Told by {SECRET.decode()}")
    if packing == "folder":
        return bag
    path = to / f"quay.{packing}"
    if packing == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            for file in sorted(bag.rglob("*")):
                zipped.write(file, file.relative_to(to))
    else:
        with tarfile.open(path, "w:gz") as packed:
            packed.add(bag, "bag")
    return path


def layers(data: bytes) -> Iterator[bytes]:
    """Give some bytes, and what is packed in them, to any depth."""
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from layers(packed.read(name))
    elif data[:2] == b"\x1f\x8b":
        yield from layers(gzip.decompress(data))


def files_with(root: Path, wanted: bytes) -> list[str]:
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if path.is_file() and any(wanted in layer for layer in layers(path.read_bytes()))
    ]


def erase_it(archive: Archive, name: str) -> Erased:
    return erase(archive, name, reason="court order 12/31", by="District court", actor=ACTOR)


@pytest.mark.parametrize("packing", PACKINGS)
def test_the_package_that_an_erased_exhibit_came_in_goes_and_the_others_stay(
    archive: Archive, tmp_path: Path, packing: str
) -> None:
    import_paths(archive, [make_package(tmp_path, packing)], "The quay", actor=ACTOR)
    assert len(files_with(archive.files.root, SECRET)) >= 2  # the exhibit, and what it came in
    (kept,) = packages_kept(archive)

    erased = erase_it(archive, "second.txt")

    assert files_with(archive.files.root, SECRET) == []
    (package,) = erased.packages
    assert set(package.names) == set(kept)
    *_, last = archive.log.entries()
    went = Erasure.of_body(last.body).objects
    assert package.size_bytes == sum(went[digest] for digest in kept.values())
    others = {data for name, data in PIECES.items() if name != "second.txt"}
    assert {archive.objects.read(item.exhibit) for item in queries.items()} == others


@pytest.mark.parametrize("packing", PACKINGS)
def test_all_else_holds_when_a_package_is_gone(archive: Archive, tmp_path: Path, packing: str) -> None:
    import_paths(archive, [make_package(tmp_path, packing)], "The quay", actor=ACTOR)
    erase_it(archive, "second.txt")

    head = archive.seal()

    found = verify(archive.files)
    assert (found.damages, found.unread) == ((), ())
    for seq in range(1, head.size + 1):
        prove_inclusion(archive.files, seq, head).verify()
    exported = export_case(archive, "The quay", tmp_path / "out", actor=ACTOR).path
    assert check_bag(exported).verdict == "accept"
    before = rows.everything()
    archive.rebuild()
    assert rows.everything() == before


@pytest.mark.parametrize("order", [("first.txt", "third.txt"), ("third.txt", "first.txt")])
def test_a_package_goes_once(archive: Archive, tmp_path: Path, order: tuple[str, str]) -> None:
    import_paths(archive, [make_package(tmp_path, "zip")], "The quay", actor=ACTOR)

    erased = [erase_it(archive, name) for name in order]

    assert [len(one.packages) for one in erased] == [1, 0]
    assert erased[0].packages[0].names == ("quay.zip",)
    assert verify(archive.files).damages == ()


def test_other_packages_stay_also_where_they_say_the_same_of_themselves(
    archive: Archive, tmp_path: Path
) -> None:
    one = make_bag(tmp_path / "one", {"one.txt": b"one"})
    two = make_bag(tmp_path / "two", {"two.txt": b"two"}, about="Another bag")
    import_paths(archive, [one, two], "The quay", actor=ACTOR)

    erased = erase_it(archive, "one.txt")

    assert set(erased.packages[0].names) == {"manifest-sha256.txt", "bag-info.txt"}  # bagit.txt is shared
    assert erased.kept == 1
    _, kept = packages_kept(archive)
    assert all(archive.objects.has(digest) for digest in kept.values())
    assert verify(archive.files).damages == ()


def test_a_package_goes_from_all_cases_that_it_came_into(archive: Archive, tmp_path: Path) -> None:
    path = make_package(tmp_path, "zip")
    import_paths(archive, [path], "The quay", actor=ACTOR)
    import_paths(archive, [path], "Another case", actor=ACTOR)

    erased = erase(archive, "second.txt", case="The quay", reason="asked", by="Desk", actor=ACTOR)

    assert files_with(archive.files.root, SECRET) == []
    assert len(erased.packages) == 1


def test_a_package_goes_also_where_an_import_was_broken_off_before_the_exhibit(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, total: int | None, note: str = "") -> None:
        raise KeyboardInterrupt

    path = make_package(tmp_path, "zip")
    with monkeypatch.context() as patched:
        patched.setattr(intake_module, "BATCH_FILES", 1)
        with pytest.raises(KeyboardInterrupt):
            import_paths(archive, [path], "The quay", actor=ACTOR, progress=stop)
    assert [item.file_name for item in queries.items()] == ["first.txt"]
    import_paths(archive, [path], "The quay", actor=ACTOR)

    erase_it(archive, "second.txt")

    assert files_with(archive.files.root, SECRET) == []


def test_an_export_that_came_back_leaves_what_was_recorded_of_the_others(
    archive: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in PIECES.items():
        (folder / name).write_bytes(data)
    (folder / "first.meta.json").write_text('{"publisher": "Harbour Office"}', "utf-8")
    (folder / "second.meta.json").write_text(f'{{"publisher": "{SECRET.decode()}"}}', "utf-8")
    import_paths(archive, [folder], "The quay", actor=ACTOR)
    bag = export_case(archive, "The quay", tmp_path / "bag", actor=ACTOR).path
    import_paths(archive, [bag], "Again", actor=ACTOR)

    erase(archive, "second.txt", case="Again", reason="asked", by="Desk", actor=ACTOR)

    assert files_with(archive.files.root, SECRET) == []
    assert queries.find_item("first.txt", "again").description.publisher == "Harbour Office"
    assert verify(archive.files).damages == ()


def test_packages_stay_where_only_names_go(archive: Archive, tmp_path: Path) -> None:
    import_paths(archive, [make_package(tmp_path, "zip")], "The quay", actor=ACTOR)

    erased = erase(archive, "second.txt", reason="asked", by="Desk", actor=ACTOR, only_names=True)

    assert erased.packages == ()
    assert erase_it(archive, "second.txt").packages
