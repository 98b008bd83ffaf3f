"""Bags come in checked; names go through import, export and restoring as they were."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.custody.beside import look_beside
from sayso.custody.entries import Act, Entry, entry_line
from sayso.custody.found import found_archive
from sayso.custody.names import name_from_printable
from sayso.custody.restoring import restore
from sayso.custody.verification import verify
from sayso.desk.amend import amend
from sayso.desk.cut_off import LOOKS_CUT
from sayso.desk.export import export_case
from sayso.desk.intake import import_paths
from sayso.desk.unpacking import PackageNotRead, PackageRefused
from sayso.desk.wacz import export_wacz
from sayso.packages.unpacking import bodies_of
from sayso.parsers import CouldNotRead
from sayso.store import queries
from sayso.store.archive import Archive, open_archive
from sayso.testing.web_archives import PAGES, Page, make_wacz, pack, warc_record
from sayso.values import Digest, digest_bytes

ACTOR = "Ada Tester"

# Odd names, as files have them; a system that cannot hold one leaves it out.
NAMES = [
    "plain.txt",
    "no ending",
    "Zu\u0308rich.txt",  # two code points for one letter
    "Z\u00fcrich.txt",  # one
    "\u0634\u0627\u0637\u0626.txt",  # from right to left
    "safe\u202etxt.exe",  # turned around where it is shown
    "line\nbreak.txt",
    "tab\there.txt",
    "carriage\rreturn.txt",
    "100%.txt",
    "already%0Aencoded.txt",
    "a" * 251 + ".txt",  # 255 bytes
    "\u00e9" * 125 + ".txt",  # 254 bytes, fewer letters
    "CON.txt",
    "aux",
    "trailing dot.",
    "trailing space ",
    " leading space",
    "back\\slash.txt",
    "quote\"s and 's.txt",
    "semi;colon & $(dollar) `tick`.txt",
    "emoji \U0001f30a.txt",
    os.fsdecode(b"not \xff UTF-8.txt"),
]


def packed_beside(archive: Archive, entry: Entry) -> dict[str, Digest]:
    """Return what an entry says of the package that came in with it, by the names that are withheld."""
    digests: Any = entry.body["beside"]
    names: list[str] = json.loads(look_beside(archive.files, entry).texts()["beside"])
    return dict(zip(names, map(Digest, digests), strict=True))


def write_odd(folder: Path) -> dict[str, bytes]:
    """Write a file under each of the names that this disk can hold, each with bytes of its own."""
    folder.mkdir()
    written = {}
    for number, name in enumerate(NAMES):
        data = f"file {number}".encode()
        try:
            (folder / name).write_bytes(data)
        except OSError:
            continue
        written[name] = data
    return written


def make_bag(folder: Path, payload: dict[str, bytes]) -> Path:
    """Write a plain bag, as other tools do."""
    lines = []
    for name, data in payload.items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        listed = name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
        lines.append(f"{hashlib.sha256(data).hexdigest()}  data/{listed}\n")
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8")
    (folder / "manifest-sha256.txt").write_text("".join(lines), "utf-8", newline="\n")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    root = found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as opened:
        yield opened


def kept(archive: Archive, case: str = "quay") -> dict[str, bytes]:
    return {
        name_from_printable(item.file_name): archive.objects.read(item.exhibit)
        for item in queries.items(queries.find_case(case).slug)
    }


def test_odd_names_and_their_bytes_go_through_export_import_and_restoring(
    archive: Archive, tmp_path: Path
) -> None:
    written = write_odd(tmp_path / "in")
    assert len(written) >= 20
    import_paths(archive, [tmp_path / "in"], "quay", actor=ACTOR)
    bag = export_case(archive, "quay", tmp_path / "bag", actor=ACTOR).path
    packed = export_case(archive, "quay", tmp_path / "quay.zip", actor=ACTOR).path
    archive.close()
    moved = tmp_path / "elsewhere" / "renamed bag"
    moved.parent.mkdir()
    shutil.move(bag, moved)

    list(restore(moved, tmp_path / "out"))
    list(restore(packed, tmp_path / "out of the zip"))
    root = found_archive(tmp_path / "second", "Second", tmp_path / "keys").root
    with open_archive(root) as second:
        import_paths(second, [moved], "quay", actor=ACTOR)
        import_paths(second, [packed], "again", actor=ACTOR)
        held = [kept(second), kept(second, "again")]
        assert verify(second.files).holds

    for folder in ("out", "out of the zip"):
        found = {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        assert found == written
    assert held == [written, written]


def test_what_was_recorded_of_an_exhibit_comes_along_in_an_export(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text("The quay is closed.", "utf-8")
    (tmp_path / "notice.meta.json").write_text('{"publisher": "Harbour Office"}', "utf-8")
    import_paths(archive, [tmp_path / "notice.txt"], "quay", actor=ACTOR)
    amend(archive, "notice.txt", ["title=The notice"], actor=ACTOR)
    path = export_case(archive, "quay", tmp_path / "bag", actor=ACTOR).path

    import_paths(archive, [path], "again", actor=ACTOR)

    (item,) = queries.items("again")
    assert (item.description.publisher, item.description.title) == ("Harbour Office", "The notice")
    assert item.sidecar_digest == queries.items("quay")[0].sidecar_digest


@pytest.mark.parametrize(
    ("described", "sidecar", "words"),
    [
        (b"hello", b"", "is none (it is no JSON"),
        (b"[1]", b"", "is none (it is no object)"),
        (b"[" * 100_000, b"", "is none (it is nested too deep)"),
        (b'{"gaps": 5}', b"", "is not as it should be"),
        (b'{"gaps": [5, {"a": 1}]}', b"", "is not as it should be"),
        (b'{"gaps": "abc"}', b"", "is not as it should be"),
        (b"{}", b"sayso sidecar 1\n", ""),
        (b"{}", b"sayso sidecar 1\nabc", ""),
    ],
)
def test_an_export_of_an_archive_that_recorded_odd_things_comes_in_without_them(
    archive: Archive, tmp_path: Path, described: bytes, sidecar: bytes, words: str
) -> None:
    """Such an export holds: its log does, and it is only by what that names that it is checked."""
    (tmp_path / "notice.txt").write_text("The quay is closed.", "utf-8")
    import_paths(archive, [tmp_path / "notice.txt"], "quay", actor=ACTOR)
    (first,) = (entry for entry in archive.log.entries() if entry.act == "import")
    kept = [archive.objects.put_bytes(data) for data in (described, sidecar)]
    body = {name: first.body[name] for name in ("exhibit", "size_bytes", "media_type", "source")}
    body |= {"case": "quay", "item": "0123456789ab", "description": kept[0].digest, "sidecar": kept[1].digest}
    body["objects"] = {one.digest: one.size_bytes for one in kept}
    archive.log.append([Act("import", body)])
    archive.seal()
    path = export_case(archive, "quay", tmp_path / "bag", actor=ACTOR).path

    intake = import_paths(archive, [path], "again", actor=ACTOR)

    assert len(intake.taken) == 2
    assert words in " ".join(gap for taken in intake.taken for gap in taken.gaps)
    assert verify(archive.files).holds


@pytest.mark.parametrize("packing", ["folder", "zip", "tar", "tgz"])
def test_each_payload_file_of_a_bag_is_taken_and_the_bag_kept(
    archive: Archive, tmp_path: Path, packing: str
) -> None:
    payload = {"one.txt": b"one", "deeper/two 100%.txt": b"two", ".hidden": b"three"}
    bag = make_bag(tmp_path / "bag", payload)
    path = {"folder": bag}.get(packing, tmp_path / f"bag.{packing}")
    if packing == "zip":
        with zipfile.ZipFile(path, "w") as packed:
            for file in sorted(bag.rglob("*")):
                packed.write(file, file.relative_to(tmp_path))
    elif packing != "folder":
        with tarfile.open(path, "w:gz" if packing == "tgz" else "w") as packed:
            packed.add(bag, "bag")

    intake = import_paths(archive, [path], "quay", actor=ACTOR)

    assert kept(archive) == {"one.txt": b"one", "two 100%.txt": b"two", ".hidden": b"three"}
    assert not intake.not_taken
    entries = [entry for entry in archive.log.entries() if entry.act == "import"]
    assert {entry.body["source"]["name"] for entry in entries} == {"bag"}
    beside = packed_beside(archive, entries[0])
    if packing == "folder":
        assert set(beside) == {"bagit.txt", "manifest-sha256.txt"}
    else:
        assert archive.objects.read(beside[path.name]) == path.read_bytes()


def test_a_bag_that_does_not_hold_is_not_taken_in(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "fine.txt").write_text("fine", "utf-8")
    bag = make_bag(tmp_path / "bag", {"one.txt": b"one"})
    (bag / "data" / "one.txt").write_bytes(b"other")

    with pytest.raises(PackageRefused) as refused:
        import_paths(archive, [tmp_path / "fine.txt", bag], "quay", actor=ACTOR)

    assert "one.txt" in str(refused.value)
    assert queries.cases() == []  # not even what stood before it


def test_an_export_whose_manifests_were_made_anew_is_not_taken_in(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("one", "utf-8")
    import_paths(archive, [tmp_path / "one.txt"], "quay", actor=ACTOR)
    bag = export_case(archive, "quay", tmp_path / "bag", actor=ACTOR).path
    payload = next((bag / "data").iterdir())
    before = hashlib.sha256(payload.read_bytes()).hexdigest()
    payload.write_bytes(b"two")
    after = hashlib.sha256(b"two").hexdigest()
    for name in ("manifest-sha256.txt", "custody/contents-sha256.txt", "tagmanifest-sha256.txt"):
        text = (bag / name).read_text("utf-8").replace(f"{before}  data", f"{after}  data")
        for tag in ("manifest-sha256.txt", "custody/contents-sha256.txt"):
            lines = [line for line in text.splitlines() if not line.endswith(f"  {tag}")]
            if len(lines) != len(text.splitlines()):
                lines.append(f"{hashlib.sha256((bag / tag).read_bytes()).hexdigest()}  {tag}")
            text = "\n".join(sorted(lines, key=lambda line: line[66:])) + "\n"
        (bag / name).write_text(text, "utf-8")

    with pytest.raises(PackageRefused):
        import_paths(archive, [bag], "again", actor=ACTOR)


def test_a_bag_that_cannot_be_checked_is_not_taken_in(archive: Archive, tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", {"one.txt": b"one"})
    (bag / "manifest-sha256.txt").rename(bag / "manifest-blake9.txt")

    with pytest.raises((PackageNotRead, PackageRefused)):
        import_paths(archive, [bag], "quay", actor=ACTOR)

    assert queries.cases() == []


def test_of_a_packed_bag_the_file_whose_bytes_are_damaged_is_named_and_no_place_of_ours(
    archive: Archive, tmp_path: Path
) -> None:
    make_bag(tmp_path / "pier", {"signs/pier.txt": b"The pier is open.", "quay.txt": b"The quay is closed."})
    packed = Path(shutil.make_archive(str(tmp_path / "pier"), "zip", tmp_path, "pier"))
    import_paths(archive, [packed], "quay", actor=ACTOR)
    place = archive.files.object_path(digest_bytes(b"The pier is open."))
    place.chmod(0o644)
    place.write_bytes(b"The pier is gone.")

    (missed,) = import_paths(archive, [packed], "quay", actor=ACTOR).not_taken

    assert f"data/signs/pier.txt in {packed} has the right ones" in missed.reason
    assert "sayso-package-" not in missed.reason


@pytest.mark.parametrize("ending", [".zip", ".tar"])
def test_a_packed_bag_that_is_cut_off_is_kept_and_said_to_look_so(
    archive: Archive, tmp_path: Path, ending: str
) -> None:
    (tmp_path / "notice.txt").write_text("The quay is closed.", "utf-8")
    import_paths(archive, [tmp_path / "notice.txt"], "quay", actor=ACTOR)
    whole = export_case(archive, "quay", tmp_path / "bag", actor=ACTOR).path
    packed = tmp_path / f"sent{ending}"
    if ending == ".zip":
        export_case(archive, "quay", packed, actor=ACTOR)
    else:
        with tarfile.open(packed, "w") as tar:
            for name in ("bagit.txt", "bag-info.txt", "data"):
                tar.add(whole / name, f"bag/{name}")
    packed.write_bytes(packed.read_bytes()[:1600])
    (tmp_path / f"other{ending}").write_bytes(packed.read_bytes().replace(b"bagit.txt", b"digit.txt"))

    intake = import_paths(archive, [packed, tmp_path / f"other{ending}"], "again", actor=ACTOR)

    assert [list(taken.gaps) for taken in intake.taken] == [[LOOKS_CUT], []]
    assert queries.find_item(packed.name, "again").gaps == (LOOKS_CUT,)


def test_a_zip_that_is_no_bag_is_a_file_like_any_other(archive: Archive, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "files.zip", "w") as packed:
        packed.writestr("one.txt", "one")
    (tmp_path / "torn.zip").write_bytes(b"PK\3\4 and then nothing")

    intake = import_paths(archive, [tmp_path / "files.zip", tmp_path / "torn.zip"], "quay", actor=ACTOR)

    assert [taken.name for taken in intake.taken] == ["files.zip", "torn.zip"]


# -- web archives ---------------------------------------------------------------------------------


def crawled(to: Path, pages: tuple[Page, ...] = PAGES, **how: Any) -> Path:
    to.write_bytes(make_wacz(pages=pages, **how).packed())
    return to


def test_each_page_of_a_web_archive_is_taken_with_its_address(archive: Archive, tmp_path: Path) -> None:
    path = crawled(tmp_path / "harbour.wacz")

    intake = import_paths(archive, [path], "quay", actor=ACTOR)

    assert not intake.not_taken
    assert kept(archive) == {"harbour.example": PAGES[0].body, "tides": PAGES[1].body}
    assert {item.description.url for item in queries.items("quay")} == {page.url for page in PAGES}
    entries = [entry for entry in archive.log.entries() if entry.act == "import"]
    assert archive.objects.read(packed_beside(archive, entries[0])["harbour.wacz"]) == path.read_bytes()
    assert all(path.name.encode() not in entry_line(entry) for entry in entries)
    assert all(b"tides" not in entry_line(entry) for entry in entries)
    assert {entry.body["source"]["name"] for entry in entries} == {"wacz"}
    assert verify(archive.files).holds


def test_two_captures_of_the_same_bytes_both_keep_their_addresses(archive: Archive, tmp_path: Path) -> None:
    urls = {"https://one.example/a/quay.txt", "https://two.example/b/quay.txt"}
    pages = tuple(Page(url=url, body=b"The quay is closed.") for url in sorted(urls))

    intake = import_paths(archive, [crawled(tmp_path / "two.wacz", pages)], "quay", actor=ACTOR)
    again = import_paths(archive, [tmp_path / "two.wacz"], "quay", actor=ACTOR)

    items = queries.items("quay")
    assert {item.description.url for item in items} == urls
    assert sorted(item.file_name for item in items) == ["quay (2).txt", "quay.txt"]
    assert len({item.exhibit for item in items}) == 1
    assert not intake.several
    assert not any(taken.is_new_item for taken in again.taken)


def test_one_address_that_was_captured_twice_is_one_item_with_two_entries_that_say_when(
    archive: Archive, tmp_path: Path
) -> None:
    times = ("2026-03-01T10:00:00Z", "2026-03-02T11:30:00Z")
    pages = tuple(Page(url="https://one.example/quay.txt", body=b"Closed.", at=at) for at in times)

    intake = import_paths(archive, [crawled(tmp_path / "twice.wacz", pages)], "quay", actor=ACTOR)

    paths = [
        look_beside(archive.files, entry).texts()["path"]
        for entry in archive.log.entries()
        if entry.act == "import"
    ]
    assert [path.rpartition(" of ")[2] for path in paths] == list(times)
    assert intake.several == (("quay.txt", 2),)
    assert [item.captures for item in queries.items("quay")] == [2]


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_page_that_came_in_chunks_is_taken_as_a_browser_saw_it(
    archive: Archive, tmp_path: Path, gzipped: bool
) -> None:
    page = Page(url="https://harbour.example/a%20b/c.html", body=b"<html>" + b"x" * 5000, chunked=True)

    import_paths(archive, [crawled(tmp_path / "a.wacz", (page,), gzipped=gzipped)], "quay", actor=ACTOR)

    assert kept(archive) == {"c.html": page.body}


def test_a_web_archive_that_does_not_hold_is_not_taken_in(archive: Archive, tmp_path: Path) -> None:
    path = crawled(tmp_path / "a.wacz", change_record=lambda record: record.replace(b"boats", b"ships"))

    with pytest.raises(PackageRefused):
        import_paths(archive, [path], "quay", actor=ACTOR)
    (tmp_path / "b.wacz").write_bytes(b"no zip at all")
    with pytest.raises((PackageRefused, PackageNotRead)):
        import_paths(archive, [tmp_path / "b.wacz"], "quay", actor=ACTOR)

    assert queries.cases() == []


def test_a_package_that_does_not_hold_is_kept_unopened_where_asked_for(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "tides.wacz"
    path.write_bytes(make_wacz().packed()[:-40])
    with pytest.raises(PackageRefused, match="--unopened"):
        import_paths(archive, [path], "The Quay", actor=ACTOR)

    intake = import_paths(archive, [path], "The Quay", actor=ACTOR, unopened=True)

    (taken,) = intake.taken
    assert taken.name == "tides.wacz"
    assert archive.objects.read(taken.exhibit) == path.read_bytes()


def test_a_web_archive_within_a_folder_is_a_file_like_any_other(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    crawled(tmp_path / "in" / "harbour.wacz")

    intake = import_paths(archive, [tmp_path / "in"], "quay", actor=ACTOR)

    assert [taken.name for taken in intake.taken] == ["harbour.wacz"]


def test_our_own_web_archive_comes_back_with_names_and_what_was_recorded(
    archive: Archive, tmp_path: Path
) -> None:
    written = write_odd(tmp_path / "in")
    (tmp_path / "notice.txt").write_text("The quay is closed.", "utf-8")
    (tmp_path / "notice.meta.json").write_text('{"publisher": "Harbour Office"}', "utf-8")
    import_paths(archive, [tmp_path / "in", tmp_path / "notice.txt"], "quay", actor=ACTOR)
    path = export_wacz(archive, "quay", tmp_path / "quay.wacz", actor=ACTOR).path

    import_paths(archive, [path], "again", actor=ACTOR)

    assert kept(archive, "again") == {**written, "notice.txt": b"The quay is closed."}
    assert queries.find_item("notice.txt", "again").description.publisher == "Harbour Office"


def http(head: str, body: bytes, uri: str = "https://a.example/page") -> bytes:
    block = f"HTTP/1.1 {head}\r\n\r\n".encode() + body
    headers = {
        "WARC-Type": "response",
        "WARC-Record-ID": "<urn:uuid:1>",
        "WARC-Target-URI": uri,
        "WARC-Date": "2026-03-01T10:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    return warc_record(headers, block)


def raw_deflate(text: bytes) -> bytes:
    """Return deflate without the head that HTTP demands, as some servers send it."""
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(text) + packing.flush()


def bodies_in(tmp_path: Path, *records: bytes) -> tuple[list[tuple[str, bytes, str]], dict[str, int]]:
    path = tmp_path / "a.wacz"
    path.write_bytes(pack({"archive/a.warc.gz": b"".join(gzip.compress(record) for record in records)}))
    (tmp_path / "bodies").mkdir()
    passed: dict[str, int] = {}
    found = [
        (body.uri, body.path.read_bytes(), body.gap) for body in bodies_of(path, tmp_path / "bodies", passed)
    ]
    return found, passed


def test_what_http_packed_is_unpacked_and_what_cannot_be_is_said(tmp_path: Path) -> None:
    text = b"The quay is closed. " * 200

    found, passed = bodies_in(
        tmp_path,
        http("200 OK\r\nContent-Encoding: gzip", gzip.compress(text)),
        http("200 OK\r\nContent-Encoding: br", b"as it is"),
        http("200 OK\r\nContent-Encoding: deflate", zlib.compress(text)),
        http("200 OK\r\nContent-Encoding: gzip", b"not gzip at all"),
        http("200 OK\r\nContent-Encoding: deflate", raw_deflate(text)),
        http("200 OK\r\nContent-Encoding: deflate", b"The quay is closed, in words."),
        http("200 OK\r\nContent-Encoding: deflate", gzip.compress(text)),
        http("200 OK", b""),
        http("404 Not Found", b"gone"),
        http("301 Moved\r\nLocation: /there", b""),
    )

    assert [body for _, body, _ in found] == [
        *(text, b"as it is", text, b"not gzip at all"),
        *(text, b"The quay is closed, in words.", text, b""),
    ]
    assert [bool(gap) for _, _, gap in found] == [False, True, False, True, False, True, False, False]
    assert found[3][2] == "it is not packed with 'gzip', as it says, and was taken as it is"
    assert passed == {"answer with status 404": 1, "answer with status 301": 1}


def test_a_body_that_ends_before_its_packing_does_is_told(tmp_path: Path) -> None:
    text = "".join(f"<p>Berth {number} is closed.</p>" for number in range(5000)).encode()
    packed = gzip.compress(text)

    found, _ = bodies_in(
        tmp_path,
        http("200 OK\r\nContent-Encoding: gzip", packed[: len(packed) // 2]),
        http("200 OK\r\nContent-Encoding: deflate", zlib.compress(text)[:-20]),
        http("200 OK\r\nContent-Encoding: gzip", packed + packed),
        http("200 OK\r\nTransfer-Encoding: chunked", b"14\r\nThe quay is closed. \r\n"),
        http("200 OK\r\nTransfer-Encoding: chunked", b"14\r\nThe quay is closed. \r\n0\r\n\r\n"),
        http("200 OK\r\nContent-Encoding: gzip", b""),
        http("200 OK\r\nContent-Encoding: deflate", raw_deflate(text)[:-20]),
    )

    assert all(text.startswith(body) for _, body, _ in found[:3])
    assert [body for _, body, _ in found[3:6]] == [b"The quay is closed. "] * 2 + [b""]
    wrong = ("cut off", "cut off", "behind the end", "chunks end", "", "", "cut off")
    assert [word in gap for word, (_, _, gap) in zip(wrong, found, strict=True)] == [True] * 7
    assert [bool(gap) for _, _, gap in found] == [True] * 4 + [False] * 2 + [True]


def test_a_body_that_is_damaged_within_its_packing_is_never_half_unpacked(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(3 << 20)
    packed = gzip.compress(noise)
    late = packed[: 2 << 20] + b"\xff" * (1 << 19) + packed[(2 << 20) + (1 << 19) :]
    early = packed[:10] + b"\xff" * 40 + packed[50:1000]

    found, _ = bodies_in(
        tmp_path,
        http("200 OK\r\nContent-Encoding: gzip", late),
        http("200 OK\r\nContent-Encoding: gzip", early),
        http("200 OK\r\nContent-Encoding: gzip", gzip.compress(bytes(3 << 20))),
    )

    assert noise.startswith(found[0][1])
    assert 0 < len(found[0][1]) < len(noise)
    assert "was not taken" in found[0][2]
    assert found[1][1] == early
    assert "taken as it is" in found[1][2]
    assert found[2][1:] == (bytes(3 << 20), "")


def test_what_a_web_archive_lacks_of_a_page_is_kept_with_it(archive: Archive, tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(b"%d " % number for number in range(9000)))
    page = http("200 OK\r\nContent-Encoding: gzip", packed[:2000])
    parts = make_wacz(pages=PAGES[:1], index_gzipped=False, change_record=lambda _: page)
    line = parts.files["indexes/index.cdxj"].replace(PAGES[0].url.encode(), b"https://a.example/page")
    parts.files["indexes/index.cdxj"] = line.replace(b"example,harbour)/", b"example,a)/page")
    path = tmp_path / "cut.wacz"
    path.write_bytes(parts.seal().packed())

    intake = import_paths(archive, [path], "quay", actor=ACTOR)

    assert len(intake.taken) == 1
    assert any("cut off" in gap for gap in queries.find_item(intake.taken[0].name, "quay").gaps)


def test_a_bomb_in_a_web_archive_is_not_unfolded(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(400 << 20), 9)

    with pytest.raises(CouldNotRead):
        bodies_in(tmp_path, http("200 OK\r\nContent-Encoding: gzip", bomb))
