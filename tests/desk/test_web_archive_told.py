"""What a web archive says of its originals is what the entries say, also where the key signed other words."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.custody import export_form as form
from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive
from sayso.custody.keys import Signer
from sayso.custody.verifier import verifier_source
from sayso.custody.web_archive import INDEX, PAGES
from sayso.desk.intake import import_paths
from sayso.desk.wacz import export_wacz
from sayso.packages import check_wacz
from sayso.publish.packages import piece_of, zip_at
from sayso.store.archive import open_archive
from sayso.testing.tampering import web_archive_anew
from sayso.testing.web_archives import PAGES as SITE
from sayso.testing.web_archives import response, warcinfo

Files = dict[str, bytes]
ACTOR = "Ada Tester"
NOTICE = b"The quay is closed.\n" * 30


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Signer]:
    """A web archive of two notices, one of them under two names, a clip and a WARC; and who signs."""
    folder = tmp_path_factory.mktemp("made")
    root = found_archive(folder / "archive", "Test", folder / "keys").root
    material = folder / "in"
    material.mkdir()
    (material / "notice.txt").write_bytes(NOTICE)
    (material / "same.txt").write_bytes(NOTICE)
    (material / "denial.txt").write_bytes(b"The quay is open.\n" * 30)
    (material / "clip.mp4").write_bytes(b"\0\0\0\x18ftypisom" + bytes(range(256)) * 40)
    records = [warcinfo(), *map(response, SITE)]
    (material / "tides.warc.gz").write_bytes(b"".join(gzip.compress(one, mtime=0) for one in records))
    with open_archive(root, keys=folder / "keys") as archive:
        import_paths(archive, [material], "The Quay", actor=ACTOR)
        path = export_wacz(archive, "The Quay", folder / "quay.wacz", actor=ACTOR).path
        signer = archive.signer()
    assert signer is not None
    return path, signer


@pytest.fixture
def files(made: tuple[Path, Signer]) -> Iterator[Files]:
    with zipfile.ZipFile(made[0]) as packed:
        yield {name: packed.read(name) for name in packed.namelist()}


def verdicts(path: Path) -> set[str]:
    """Return what our three checkers say."""
    verifier = path.parent / "verify.py"
    verifier.write_bytes(verifier_source())
    command = [sys.executable, "-I", "-S", str(verifier), str(path)]
    alone = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in alone.stderr
    return {check_wacz(path).verdict, check_export(path).verdict, alone.stdout.split()[0]}


def signed_anew(files: Files, signer: Signer, path: Path) -> Path:
    with zip_at(path, "") as place:
        for name, data in web_archive_anew(files, signer).items():
            place.put(piece_of(name, data))
    return path


def edit(name: str, *changes: tuple[bytes, bytes]) -> Callable[[Files], object]:
    def change(files: Files) -> None:
        for old, new in changes:
            assert old in files[name]
            files[name] = files[name].replace(old, new)

    return change


def swap_titles(files: Files) -> None:
    edit(PAGES, (b"notice.txt", b"?"), (b"denial.txt", b"notice.txt"), (b"?", b"denial.txt"))(files)


def lines_of(files: Files, name: str) -> list[bytes]:
    return files[name].splitlines(keepends=True)


def change_records(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Files], object]:
    """Change the records of the WARC, and lead the index to where they lie then."""

    def changed(files: Files) -> None:
        members = []
        left = files[form.WARC]
        while left:
            unpack = zlib.decompressobj(31)
            members.append(unpack.decompress(left))
            left = unpack.unused_data
        where, records = {}, change(members)
        files[form.WARC] = b""
        for record in records:
            packed = gzip.compress(record, mtime=0)
            uri = record.partition(b"WARC-Target-URI: ")[2].partition(b"\r\n")[0].decode()
            where[uri] = {
                "length": str(len(packed)),
                "offset": str(len(files[form.WARC])),
                "recordDigest": f"sha256:{hashlib.sha256(packed).hexdigest()}",
            }
            files[form.WARC] += packed
        files[INDEX] = b"".join(led(line, where) for line in lines_of(files, INDEX))

    return changed


def led(line: bytes, where: dict[str, dict[str, str]]) -> bytes:
    """Return a line of the index, leading to where its record lies."""
    key, date, text = line.decode().split(" ", 2)
    fields = json.loads(text)
    if fields["filename"] != "exhibits.warc.gz" or fields["url"] not in where:
        return line
    return f"{key} {date} {json.dumps({**fields, **where[fields['url']]})}\n".encode()


def swap_bodies(records: list[bytes]) -> list[bytes]:
    first, second = (record.partition(b"\r\n\r\n") for record in records[1:3])
    return [records[0], first[0] + first[1] + second[2], second[0] + second[1] + first[2], *records[3:]]


def dated(records: list[bytes]) -> list[bytes]:
    return [records[0], *(record.replace(b"WARC-Date: 2", b"WARC-Date: 1") for record in records[1:])]


def page_at_bank(records: list[bytes]) -> list[bytes]:
    """Let a browser be shown a page that nobody captured."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The quay was sold.</p>"
    head = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        b"WARC-Target-URI: https://council.example/\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(body)
    )
    return [*records, head + body + b"\r\n\r\n"]


def lead_page_elsewhere(files: Files) -> None:
    edit(PAGES, (SITE[0].url.encode(), SITE[0].url.encode() + b"elsewhere"))(files)


def drop_page(files: Files) -> None:
    files[PAGES] = b"".join(lines_of(files, PAGES)[:-1])


def repeat_page(files: Files) -> None:
    files[PAGES] += lines_of(files, PAGES)[-1]


def add_page(files: Files) -> None:
    page = {"id": "x", "url": "https://council.example/", "ts": "2025-01-01T00:00:00Z", "title": "Sold"}
    files[PAGES] += json.dumps(page).encode() + b"\n"


def add_to_index(files: Files) -> None:
    files[INDEX] = b"".join(
        sorted([*lines_of(files, INDEX), b'example,council)/ 20250101000000 {"url": "x"}\n'])
    )


def rename_warc(files: Files) -> None:
    """Call an original that is a WARC by another digest, everywhere."""
    (old,) = (name for name in files if form.WARC_ORIGINAL.fullmatch(name))
    new = f"archive/{'ab' * 32}.warc.gz"
    files[new] = files.pop(old)
    for name, cut in ((form.CASE, 0), (INDEX, len("archive/"))):
        edit(name, (old[cut:].encode(), new[cut:].encode()))(files)
    files[INDEX] = b"".join(sorted(lines_of(files, INDEX)))


WITH_KEY: dict[str, Callable[[Files], object]] = {
    "two titles swapped": swap_titles,
    "another title": edit(PAGES, (b"notice.txt", b"forgery.txt")),
    "the title by a later name": edit(PAGES, (b"notice.txt", b"same.txt")),
    "another title of all pages": edit(PAGES, (b'"Originals"', b'"Forgeries"')),
    "another time of a page": edit(PAGES, (b'"ts": "2', b'"ts": "1')),
    "a page more": add_page,
    "a page less": drop_page,
    "a page within an original twice": repeat_page,
    "a page within an original elsewhere": lead_page_elsewhere,
    "another type in the index": edit(INDEX, (b'"mime": "video/mp4"', b'"mime": "text/plain"')),
    "another type of a page within an original": edit(
        INDEX, (b'"mime": "text/html"', b'"mime": "image/png"')
    ),
    "a line more in the index": add_to_index,
    "an original that is a WARC by another digest": rename_warc,
    "no line in the index": lambda files: files.update({INDEX: b""}),
    "another type in a record": change_records(
        lambda records: [record.replace(b"Type: video/mp4", b"Type: text/plain") for record in records]
    ),
    "other times of records": change_records(dated),
    "two records under each other's names": change_records(swap_bodies),
    "a record twice": change_records(lambda records: [*records, records[-1]]),
    "a record less": change_records(lambda records: records[:-1]),
    "records in another order": change_records(lambda records: [records[0], *reversed(records[1:])]),
    "a page that nobody captured": change_records(page_at_bank),
    "another case in the first record": change_records(
        lambda records: [records[0].replace(b"The Quay", b"The Pier"), *records[1:]]
    ),
}


def test_what_was_signed_anew_and_not_changed_is_accepted(
    files: Files, made: tuple[Path, Signer], tmp_path: Path
) -> None:
    path = signed_anew(files, made[1], tmp_path / "quay.wacz")

    assert path.read_bytes() == made[0].read_bytes()
    assert verdicts(path) == {"accept"}


@pytest.mark.parametrize("what", WITH_KEY)
def test_what_the_entries_do_not_say_is_rejected_also_where_the_archives_key_signed_it(
    files: Files, made: tuple[Path, Signer], tmp_path: Path, what: str
) -> None:
    WITH_KEY[what](files)

    path = signed_anew(files, made[1], tmp_path / "quay.wacz")

    assert verdicts(path) == {"reject"}
    assert not any(form.SEAL in reason for reason in check_export(path).reasons)
