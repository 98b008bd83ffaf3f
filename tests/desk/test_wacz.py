"""A case as a web archive: the same bytes each time, whole, and proven by the log in it."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sayso import __version__
from sayso.custody import export_form as form
from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive
from sayso.custody.verification import verify
from sayso.custody.verifier import verifier_source
from sayso.custody.wacz_form import Packed, write_package, write_package_digest
from sayso.custody.warc_form import blocks_in
from sayso.desk.export import CannotLeaveOut, NotSigned
from sayso.desk.intake import import_paths
from sayso.desk.wacz import export_wacz
from sayso.packages import check_wacz
from sayso.publish.packages import piece_of, zip_at
from sayso.publish.warc import sort_key
from sayso.store.archive import Archive, open_archive
from sayso.testing.web_archives import PAGES, response, warcinfo

ACTOR = "Ada Tester"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    root = found_archive(folder / "archive", "Test", folder / "keys").root
    material = folder / "in"
    material.mkdir()
    (material / "notice.txt").write_bytes(b"The quay is closed.\n" * 30)
    (material / "same.txt").write_bytes(b"The quay is closed.\n" * 30)
    (material / "clip \u00fc.mp4").write_bytes(b"\0\0\0\x18ftypisom" + bytes(range(256)) * 4000)
    (material / "empty.bin").write_bytes(b"")
    with open_archive(root, keys=folder / "keys") as archive:
        import_paths(archive, [material], "The Quay", actor=ACTOR)
    return folder


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Iterator[Archive]:
    shutil.copytree(made / "archive", tmp_path / "archive")
    with open_archive(tmp_path / "archive", keys=made / "keys") as opened:
        yield opened


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pack(files: dict[str, bytes], path: Path) -> None:
    """Pack files as we do, in the order given."""
    path.unlink()
    with zip_at(path, "") as place:
        for name, data in files.items():
            place.put(piece_of(name, data))


def test_the_same_case_gives_the_same_bytes_even_after_an_export(archive: Archive, tmp_path: Path) -> None:
    first = export_wacz(archive, "The Quay", tmp_path / "one.wacz", actor=ACTOR).path
    second = export_wacz(archive, "The Quay", tmp_path / "two.wacz", actor="Somebody else").path

    assert first.read_bytes() == second.read_bytes()
    assert [entry.body["form"] for entry in archive.log.entries() if entry.act == "export"] == [
        "wacz",
        "wacz",
    ]
    assert verify(archive.files).holds


def test_a_web_archive_is_accepted_by_both_checkers(archive: Archive, tmp_path: Path) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path

    assert check_wacz(path).verdict == "accept"
    assert check_export(path).verdict == "accept"


def test_each_original_is_a_record_once_whose_bytes_are_its_own(archive: Archive, tmp_path: Path) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path

    blocks = list(blocks_in(iter([members(path)[form.WARC]])))

    assert [block.kind for block in blocks] == ["warcinfo", "resource", "resource", "resource"]
    assert all(block.uri == form.URN + block.sha256 for block in blocks[1:])
    pages = [json.loads(line) for line in members(path)["pages/pages.jsonl"].splitlines()]
    assert {page["title"] for page in pages[1:]} <= {"notice.txt", "same.txt", "clip \u00fc.mp4", "empty.bin"}


def test_the_verifier_comes_to_the_same_verdict(archive: Archive, tmp_path: Path) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    (tmp_path / "verify.py").write_bytes(verifier_source())

    said = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize(
    "name", [form.WARC, form.CASE, form.ENTRIES, form.SEAL, form.HEAD, "pages/pages.jsonl"]
)
def test_a_changed_member_is_rejected(archive: Archive, tmp_path: Path, name: str) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    kept = members(path)
    data = kept[name]
    kept[name] = data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for member, content in kept.items():
            packed.writestr(member, content)

    assert check_export(path).verdict == "reject"


@pytest.mark.parametrize("field", ["title", "created", "profile", "description"])
def test_a_list_of_files_that_was_written_anew_is_rejected_by_both(
    archive: Archive, tmp_path: Path, field: str
) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    kept = members(path)
    listed = json.loads(kept[form.PACKAGE])
    kept[form.PACKAGE] = json.dumps({**listed, field: "2031-05-06T07:08:09Z"}, indent=2).encode() + b"\n"
    kept[form.PACKAGE_DIGEST] = write_package_digest(kept[form.PACKAGE])
    pack(kept, path)

    assert check_wacz(path).verdict == check_export(path).verdict == "reject"


@pytest.mark.parametrize(
    "name", ["tagmanifest-sha256.txt", "manifest-sha256.txt", "custody/note.txt", "note.txt"]
)
def test_a_file_that_the_signed_list_does_not_name_is_rejected_under_any_name(
    archive: Archive, tmp_path: Path, name: str
) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    kept = members(path)
    package, digest = kept.pop("datapackage.json"), kept.pop("datapackage-digest.json")
    kept[name] = b"This case was closed.\n"
    listed = json.loads(package)
    added = Packed(name, hashlib.sha256(kept[name]).hexdigest(), len(kept[name]))
    files = [
        Packed(one["path"], one["hash"].removeprefix("sha256:"), one["bytes"]) for one in listed["resources"]
    ]
    created = datetime.fromisoformat(listed["created"])
    package = write_package(
        [*files, added], title=listed["title"], software=listed["software"], created=created
    )
    digest = write_package_digest(package)
    pack({**kept, "datapackage.json": package, "datapackage-digest.json": digest}, path)

    check = check_export(path)

    assert check_wacz(path).verdict == check.verdict == "reject"
    assert check.reasons[0] == f"{name!r} is not listed in custody/contents-sha256.txt"


def verdicts(path: Path) -> set[str]:
    """Return what our three checkers say of a web archive."""
    verifier = path.parent / "verify.py"
    verifier.write_bytes(verifier_source())
    command = [sys.executable, "-I", "-S", str(verifier), str(path)]
    alone = subprocess.run(command, capture_output=True, text=True, check=False)
    return {check_wacz(path).verdict, check_export(path).verdict, alone.stdout.split()[0]}


def with_package(kept: dict[str, bytes], names: list[str], **changes: object) -> dict[str, bytes]:
    """Return files in another order, with a list of them that was made anew, as anybody can."""
    listed = json.loads(kept[form.PACKAGE])
    by_path = {resource["path"]: resource for resource in listed["resources"]}
    listed |= {"resources": [by_path[name] for name in names if name in by_path], **changes}
    package = json.dumps(listed, indent=2).encode() + b"\n"
    made = {form.PACKAGE: package, form.PACKAGE_DIGEST: write_package_digest(package)}
    return {name: (kept | made)[name] for name in names}


@pytest.mark.parametrize(
    ("software", "verdict"),
    [
        (f"sayso {__version__}", "accept"),
        ("sayso 0.0.9", "reject"),
        ("another program", "reject"),
        ("sayso 1.0 whose findings a court confirmed", "reject"),
        ("sayso " + "1" * 3_000_000, "reject"),
    ],
)
def test_the_program_that_wrote_it_is_that_which_its_warc_names(
    archive: Archive, tmp_path: Path, software: str, verdict: str
) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    kept = members(path)
    pack(with_package(kept, list(kept), software=software), path)

    assert verdicts(path) == {verdict}


MOVES: dict[str, Callable[[list[str]], list[str]]] = {
    "one file earlier": lambda names: [names[0], names[2], names[1], *names[3:]],
    "the list before the others": lambda names: [names[0], names[-1], *names[1:-1]],
    "the two last turned round": lambda names: [*names[:-2], names[-1], names[-2]],
    "turned round": lambda names: [names[0], *reversed(names[1:])],
}


@pytest.mark.parametrize("how", MOVES)
@pytest.mark.parametrize("is_listed_anew", [False, True])
def test_files_in_another_order_are_rejected_by_every_checker(
    archive: Archive, tmp_path: Path, how: str, is_listed_anew: bool
) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    kept = members(path)
    names = MOVES[how](list(kept))
    pack(with_package(kept, names) if is_listed_anew else {name: kept[name] for name in names}, path)

    assert verdicts(path) == {"reject"}
    assert any("another order" in reason for reason in check_export(path).reasons)


def test_the_order_of_files_is_covered_by_nothing_in_what_earlier_versions_wrote(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form, "FORM", 1)
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    monkeypatch.undo()
    kept = members(path)
    assert verdicts(path) == {"accept"}
    pack(with_package(kept, MOVES["turned round"](list(kept))), path)

    assert verdicts(path) == {"accept"}


def test_a_web_archive_without_any_entry_is_rejected(archive: Archive, tmp_path: Path) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    pack({**members(path), "custody/entries.jsonl": b"", "custody/proofs.jsonl": b""}, path)

    assert check_wacz(path).verdict == check_export(path).verdict == "reject"


def test_a_web_archive_that_was_packed_anew_is_rejected_by_both(archive: Archive, tmp_path: Path) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    kept = members(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for name, data in kept.items():
            packed.writestr(name, data)

    assert check_wacz(path).verdict == check_export(path).verdict == "reject"


def test_a_zip_that_was_changed_anywhere_is_rejected(archive: Archive, tmp_path: Path) -> None:
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    data = path.read_bytes()

    for part in range(25):
        place = len(data) * part // 25
        path.write_bytes(data[:place] + bytes([data[place] ^ 8]) + data[place + 1 :])
        assert check_export(path).verdict == "reject", place
        path.write_bytes(data[:place])
        assert check_export(path).verdict == "reject", place


def test_what_is_left_out_is_nowhere_in_it(archive: Archive, tmp_path: Path) -> None:
    path = export_wacz(
        archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR, leave_out=["description", "operator"]
    ).path

    assert check_export(path).accepted
    assert all(b"notice.txt" not in data and ACTOR.encode() not in data for data in members(path).values())


def test_what_cannot_be_done_is_said_before_anything_is_written(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(CannotLeaveOut):
        export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR, leave_out=["all"])
    archive.keys = tmp_path / "elsewhere"
    with pytest.raises(NotSigned):
        export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR)
    assert not (tmp_path / "quay.wacz").exists()


def gzipped(*records: bytes) -> bytes:
    return b"".join(gzip.compress(record, mtime=0) for record in records)


GOOD = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: urn:a\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"


@pytest.mark.parametrize(
    "data",
    [
        b"no gzip",
        gzipped(GOOD)[:-1],
        gzipped(GOOD[:-1]),
        gzipped(GOOD + b"x"),
        gzipped(GOOD.replace(b": 3", b": 4")),
        gzipped(GOOD.replace(b": 3", b": 2")),
        gzipped(GOOD.replace(b"Content-Length", b"Content-Lengths")),
        gzipped(GOOD.replace(b"WARC/1.1", b"HTTP/1.1")),
        gzipped(b"a" * 200_000),
        gzipped(GOOD) + b"behind",
    ],
    ids=["none", "cut", "no end", "more", "longer", "shorter", "no length", "no WARC", "no head", "behind"],
)
def test_a_warc_that_is_not_as_we_write_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="WARC"):
        list(blocks_in(iter([data])))


def test_a_warc_is_read_in_pieces_of_any_size() -> None:
    data = gzipped(GOOD) + gzipped(GOOD.replace(b"urn:a", b"urn:b"))

    for size in (1, 7, len(data)):
        stream = io.BytesIO(data)
        found = list(blocks_in(iter(lambda stream=stream, size=size: stream.read(size), b"")))
        assert [block.uri for block in found] == ["urn:a", "urn:b"]


# -- originals that are WARC files ----------------------------------------------------------------


WARCS = {
    "tides.warc.gz": gzipped(warcinfo(), *map(response, PAGES)),
    "tides.warc": b"".join([warcinfo(), *map(response, PAGES)]),
}


def with_file(archive: Archive, tmp_path: Path, name: str, data: bytes) -> str:
    (tmp_path / name).write_bytes(data)
    import_paths(archive, [tmp_path / name], "The Quay", actor=ACTOR)
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", list(WARCS))
def test_a_warc_lies_in_it_to_the_byte_and_index_and_pages_lead_into_it(
    archive: Archive, tmp_path: Path, name: str
) -> None:
    digest = with_file(archive, tmp_path, name, WARCS[name])

    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path

    ending = name.removeprefix("tides")
    kept = members(path)
    assert kept[f"archive/{digest}{ending}"] == WARCS[name]
    lines = [line.split(" ", 2) for line in kept["indexes/index.cdx"].decode().splitlines()]
    assert lines == sorted(lines)
    found = {key: json.loads(fields) for key, _, fields in lines if key.startswith("example,harbour)")}
    assert list(found) == ["example,harbour)/", "example,harbour)/tides"]
    assert {fields["status"] for fields in found.values()} == {"200"}
    pages = [json.loads(line) for line in kept["pages/pages.jsonl"].splitlines()]
    assert {page.url for page in PAGES} <= {page.get("url") for page in pages}
    assert f"urn:sha256:{digest}" not in {page.get("url") for page in pages}
    assert check_wacz(path).verdict == check_export(path).verdict == "accept"


def test_a_page_of_a_year_that_has_three_digits_has_its_time(archive: Archive, tmp_path: Path) -> None:
    """No clock says so, and WARC allows it: what was not set is written so by some."""
    data = WARCS["tides.warc"].replace(b"WARC-Date: 2026", b"WARC-Date: 0999")
    assert data != WARCS["tides.warc"]
    with_file(archive, tmp_path, "tides.warc", data)

    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path

    assert b'"ts": "0999-' in members(path)["pages/pages.jsonl"]
    assert check_wacz(path).verdict == check_export(path).verdict == "accept"


def test_a_warc_in_it_that_was_changed_is_rejected(archive: Archive, tmp_path: Path) -> None:
    digest = with_file(archive, tmp_path, "tides.warc", WARCS["tides.warc"])
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path
    kept = members(path)
    kept[f"archive/{digest}.warc"] = kept[f"archive/{digest}.warc"].replace(b"Four boats", b"Five boats")
    path.unlink()
    with zip_at(path, "") as place:
        for name, data in kept.items():
            place.put(piece_of(name, data))

    assert check_export(path).verdict == "reject"


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(WARCS["tides.warc"], mtime=0),
        WARCS["tides.warc.gz"][:-9],
        WARCS["tides.warc"].replace(b"Four boats", b"Five boats"),
        b"no WARC at all",
    ],
    ids=["gzipped as a whole", "cut off", "changed", "none"],
)
def test_a_warc_that_readers_could_not_use_is_a_record_like_any_other(
    archive: Archive, tmp_path: Path, data: bytes
) -> None:
    digest = with_file(archive, tmp_path, "tides.warc.gz", data)

    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path

    blocks = list(blocks_in(iter([members(path)[form.WARC]])))
    assert f"urn:sha256:{digest}" in {block.uri for block in blocks}
    assert not any(form.WARC_ORIGINAL.fullmatch(name) for name in members(path))
    assert check_wacz(path).verdict == check_export(path).verdict == "accept"


def test_a_warc_comes_back_under_its_name(archive: Archive, tmp_path: Path) -> None:
    digest = with_file(archive, tmp_path, "tides.warc.gz", WARCS["tides.warc.gz"])
    path = export_wacz(archive, "The Quay", tmp_path / "quay.wacz", actor=ACTOR).path

    taken = import_paths(archive, [path], "Back", actor=ACTOR).taken

    assert {one.name: one.exhibit for one in taken}["tides.warc.gz"] == digest


@pytest.mark.parametrize(
    ("uri", "key"),
    [
        ("https://www.Harbour.example/Tides?Low=1", "example,harbour)/tides?low=1"),
        ("http://harbour.example", "example,harbour)/"),
        ("urn:sha256:00", "urn:sha256:00"),
        ("https://[none/x", "https://[none/x"),
        ("https://harbour.example/low tide", "example,harbour)/low%20tide"),
    ],
)
def test_addresses_sort_by_their_hosts_parts_turned_round(uri: str, key: str) -> None:
    assert sort_key(uri) == key
