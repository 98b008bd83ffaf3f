"""What a hostile hand could do to an export, one change at a time; none of it may pass.

The changes fit an export of a case with at least two originals, one of them called `clip.MP4`,
that was opened as "The Quay" by "Ada Tester". `WITH_KEY` are those of somebody who has the archive's
key and signs the list of contents anew: what the log says, he cannot change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sayso.custody import export_form as form
from sayso.custody.heads import parse_head
from sayso.custody.keys import Signer, make_key_pair
from sayso.custody.notes import parse_note, sign_note
from sayso.custody.wacz_form import Packed, write_package, write_package_digest

# Written out, as what a checker looks over must not follow from what it says itself.
UNLISTED = (
    "custody/contents-sha256.txt",
    "custody/contents.note",
    "tagmanifest-sha256.txt",
    "datapackage.json",
    "datapackage-digest.json",
)


def manifests_anew(bag: Path) -> None:
    """Make all manifests anew, as somebody without the key can."""
    digests = {
        path.relative_to(bag).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in bag.rglob("*")
        if path.is_file()
    }
    for name, wanted in (
        (form.MANIFEST, lambda name: name.startswith(form.PAYLOAD)),
        (form.CONTENTS, lambda name: name not in UNLISTED),
        (form.TAG_MANIFEST, lambda name: not name.startswith(form.PAYLOAD) and name != form.TAG_MANIFEST),
    ):
        (bag / name).write_bytes(
            form.write_manifest({one: value for one, value in digests.items() if wanted(one)})
        )
        digests[name] = hashlib.sha256((bag / name).read_bytes()).hexdigest()


def sealed_anew(bag: Path, signer: Signer) -> None:
    """Make all manifests and the signature over them anew, as somebody with the key can."""
    manifests_anew(bag)
    contents = hashlib.sha256((bag / form.CONTENTS).read_bytes()).hexdigest()
    text = form.seal_text(parse_head((bag / form.HEAD).read_bytes()), contents)
    (bag / form.SEAL).write_bytes(sign_note(text, [signer]).to_bytes())
    manifests_anew(bag)


def web_archive_anew(files: Mapping[str, bytes], signer: Signer) -> dict[str, bytes]:
    """Return the files of a web archive with its lists, and the signature, made anew: with the key."""
    listed = json.loads(files[form.PACKAGE])
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name not in UNLISTED}
    contents = form.write_manifest(digests)
    text = form.seal_text(parse_head(files[form.HEAD]), hashlib.sha256(contents).hexdigest())
    made = {**files, form.CONTENTS: contents, form.SEAL: sign_note(text, [signer]).to_bytes()}
    names = form.wacz_order(name for name in made if name not in (form.PACKAGE, form.PACKAGE_DIGEST))
    package = write_package(
        [Packed(name, hashlib.sha256(made[name]).hexdigest(), len(made[name])) for name in names],
        title=listed["title"],
        software=listed["software"],
        created=datetime.fromisoformat(listed["created"]),
    )
    made |= {form.PACKAGE: package, form.PACKAGE_DIGEST: write_package_digest(package)}
    return {name: made[name] for name in [*names, form.PACKAGE_DIGEST, form.PACKAGE]}


def payload(bag: Path, number: int = 0) -> Path:
    """Return one of the originals."""
    return sorted((bag / "data").iterdir())[number]


def edit(path: Path, old: bytes, new: bytes) -> None:
    """Replace some bytes of a file, once."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def drop_line(path: Path, number: int) -> None:
    """Take a line out of a file, 0 for the first."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:number] + lines[number + 1 :]))


def drop_entry(bag: Path) -> None:
    """Take an entry and its proof away."""
    drop_line(bag / form.ENTRIES, 2)
    drop_line(bag / form.PROOFS, 2)


def drop_exhibit(bag: Path) -> None:
    """Take an original, its entry, its proof and its line in the list of names away."""
    case = json.loads((bag / form.CASE).read_bytes())
    gone = case["files"].pop()
    (bag / gone["path"]).unlink(missing_ok=True)
    (bag / form.CASE).write_bytes(json.dumps(case, indent=1, ensure_ascii=True).encode() + b"\n")
    lines = (bag / form.ENTRIES).read_bytes().splitlines()
    number = next(
        n for n, line in enumerate(lines) if gone["exhibit"].encode() in line and b'"act":"import"' in line
    )
    drop_line(bag / form.ENTRIES, number)
    drop_line(bag / form.PROOFS, number)


def list_head_flat(bag: Path) -> None:
    """List the head under the name that it would have in a web archive, and not under its own."""
    listed = form.read_manifest((bag / form.TAG_MANIFEST).read_bytes())
    listed["custody-head.note"] = listed.pop(form.HEAD)
    (bag / form.TAG_MANIFEST).write_bytes(form.write_manifest(listed))


def list_head_twice(bag: Path) -> None:
    """List the head under the name that it would have in a web archive, too, with another digest."""
    listed = form.read_manifest((bag / form.TAG_MANIFEST).read_bytes())
    (bag / form.TAG_MANIFEST).write_bytes(form.write_manifest({**listed, "custody-head.note": "0" * 64}))


def sign_too(bag: Path) -> None:
    """Let somebody else sign the list of contents beside the archive."""
    text = parse_note((bag / form.SEAL).read_bytes()).text
    pair = make_key_pair("sayso/somebody-else")
    line = sign_note(text, [Signer(pair.verifier_key, pair.seed)]).signatures[0].line()
    with (bag / form.SEAL).open("a", encoding="utf-8") as seal:
        seal.write(f"{line}\n")


def twice(line: bytes) -> tuple[bytes, bytes]:
    """Return a line, and the same line twice."""
    return line, line * 2


TAMPERINGS: dict[str, Callable[[Path], object]] = {
    "an original changed": lambda bag: payload(bag).write_bytes(b"other"),
    "an original cut": lambda bag: payload(bag).write_bytes(payload(bag).read_bytes()[:-1]),
    "an original emptied": lambda bag: payload(bag).write_bytes(b""),
    "an original gone": lambda bag: payload(bag).unlink(),
    "an original added": lambda bag: (bag / "data" / "new.txt").write_bytes(b"new"),
    "an original renamed": lambda bag: payload(bag).rename(bag / "data" / "renamed.txt"),
    "two originals swapped": lambda bag: swap(payload(bag, 0), payload(bag, 1)),
    "an original and its entry gone": drop_exhibit,
    "an entry gone": drop_entry,
    "an entry without its proof": lambda bag: drop_line(bag / form.PROOFS, 2),
    "an entry changed": lambda bag: edit(bag / form.ENTRIES, b'"act":"import"', b'"act":"IMPORT"'),
    "an entry's time changed": lambda bag: edit(bag / form.ENTRIES, b'"at":"2', b'"at":"3'),
    "a case's title changed": lambda bag: edit(bag / form.ENTRIES, b"The Quay", b"The Pier"),
    "the title in the metadata changed": lambda bag: edit(bag / form.CASE, b"The Quay", b"The Pier"),
    "a name in the metadata changed": lambda bag: edit(bag / form.CASE, b"clip.MP4", b"film.MP4"),
    "a media type in the metadata changed": lambda bag: edit(bag / form.CASE, b"video/mp4", b"video/avi"),
    "a record changed": lambda bag: next((bag / form.RECORDS).iterdir()).write_bytes(b"{}"),
    "a record gone": lambda bag: next((bag / form.RECORDS).iterdir()).unlink(),
    "the head of another size": lambda bag: edit(bag / form.HEAD, b"\n", b"\n1"),
    "the head without its signature": lambda bag: (bag / form.HEAD).write_bytes(
        (bag / form.HEAD).read_bytes().split(b"\n\n")[0] + b"\n\n"
    ),
    "the head gone": lambda bag: (bag / form.HEAD).unlink(),
    "a withheld value changed": lambda bag: edit(bag / form.WITHHELD, b"Ada Tester", b"Eve Tester"),
    "an empty folder added": lambda bag: (bag / "data" / "EXHIBIT 7 WITHDRAWN").mkdir(),
    "a tag file added": lambda bag: (bag / "note.txt").write_bytes(b"read this first"),
    "a tag file added deeper": lambda bag: (bag / "custody" / "note.txt").write_bytes(b"read this first"),
    "the list of a web archive added": lambda bag: (bag / "datapackage.json").write_bytes(
        b'{"title": "Closed"}'
    ),
    "the digest of such a list added": lambda bag: (bag / "datapackage-digest.json").write_bytes(b"anything"),
    "the verifier changed": lambda bag: edit(bag / form.VERIFIER, b"reject", b"accept"),
    "the sheet changed": lambda bag: edit(bag / form.SHEET, b"Check", b"Trust"),
    "the bag's description changed": lambda bag: edit(
        bag / form.INFO, b"Bagging-Date: 2", b"Bagging-Date: 1"
    ),
    "the declaration changed": lambda bag: edit(bag / form.DECLARATION, b"1.0", b"0.97"),
    "no tag manifest": lambda bag: (bag / form.TAG_MANIFEST).unlink(),
    "no manifest": lambda bag: (bag / form.MANIFEST).unlink(),
    "no list of contents": lambda bag: (bag / form.CONTENTS).unlink(),
    "a line of the list of contents gone": lambda bag: drop_line(bag / "custody" / "contents-sha256.txt", 1),
    "the signature over the contents changed": lambda bag: edit(
        bag / "custody" / "contents.note", b"sayso export 1", b"sayso export 2"
    ),
    "a line of the tag manifest gone": lambda bag: drop_line(bag / "tagmanifest-sha256.txt", 1),
    "no signature over the contents": lambda bag: (bag / form.SEAL).unlink(),
    "a tag file listed as in a web archive": list_head_flat,
    "a tag file listed a second time, as in a web archive": list_head_twice,
    "a signature of somebody else over the contents": sign_too,
    "the signature over the contents twice": lambda bag: edit(
        bag / form.SEAL, *twice((bag / form.SEAL).read_bytes().splitlines(keepends=True)[-1])
    ),
    "the proof of another entry": lambda bag: edit(bag / form.PROOFS, b'"leafIdx":2', b'"leafIdx":3'),
    "a link": lambda bag: (bag / "data" / "link").symlink_to("/etc/hostname"),
}


def swap(one: Path, other: Path) -> None:
    """Give each of two files the other's bytes."""
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


UNDONE_ANEW = (  # by making them anew
    "no tag manifest",
    "no manifest",
    "no list of contents",
    "a line of the list of contents gone",
    "a line of the tag manifest gone",
    "a tag file listed as in a web archive",
    "a tag file listed a second time, as in a web archive",
)


def edit_case(bag: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what an export says that it is of."""
    case = json.loads((bag / form.CASE).read_bytes())
    change(case)
    (bag / form.CASE).write_bytes(json.dumps(case, indent=1, ensure_ascii=True).encode() + b"\n")


def swap_said(*fields: str) -> Callable[[Path], object]:
    """Give one original what is said of another."""

    def change(case: dict[str, Any]) -> None:
        (one,) = (file for file in case["files"] if file["name"] == "clip.MP4")
        other = next(file for file in case["files"] if file["exhibit"] != one["exhibit"])
        for field in fields:
            one[field], other[field] = other[field], one[field]

    return lambda bag: edit_case(bag, change)


def say(**said: object) -> Callable[[Path], object]:
    """Say something else of one original, or of all of the case where nothing is said of one."""

    def change(case: dict[str, Any]) -> None:
        (one,) = (file for file in case["files"] if file["name"] == "clip.MP4")
        for name, value in said.items():
            (one if name in one else case)[name] = value

    return lambda bag: edit_case(bag, change)


def rename_original(bag: Path) -> None:
    """Let an original end as a program does, also where it is said what it is called."""
    (old,) = (bag / "data").glob("*.mp4")
    old.rename(old.with_suffix(".exe"))
    say(path=f"data/{old.stem}.exe")(bag)


WITH_KEY: dict[str, Callable[[Path], object]] = {
    "two originals under each other's names": swap_said("name", "description"),
    "two originals under each other's names and items": swap_said(
        "name", "description", "item", "first_entry", "media_type"
    ),
    "two originals that came in as each other": swap_said("item", "first_entry"),
    "another title": say(title="The Pier"),
    "another media type": say(media_type="text/plain"),
    "another first entry": say(first_entry=1),
    "an item that no entry names": say(item="0" * 12),
    "a name twice": lambda bag: edit_case(bag, lambda case: case["files"].append(case["files"][0])),
    "an original without its name": lambda bag: edit_case(bag, lambda case: case["files"].pop()),
    "what is shown said to be left out": say(left_out=["operator"]),
    "said to be left out what nothing is called": say(left_out=["the rest"]),
    "an original with another ending": rename_original,
    "another title of the bag": lambda bag: edit(bag / form.INFO, b"The Quay", b"The Pier"),
    "another archive of the bag": lambda bag: edit(bag / form.INFO, b"Organization: ", b"Organization: The "),
    "another day of the bag": lambda bag: edit(bag / form.INFO, b"Date: 2", b"Date: 1"),
    "another size of the bag": lambda bag: edit(bag / form.INFO, b"Oxum: ", b"Oxum: 9"),
    "another line of the bag": lambda bag: edit(bag / form.INFO, b"Bagging", b"Contact-Name: Eve\nBagging"),
    "another program of the bag": lambda bag: edit(bag / form.INFO, b"Agent: sayso", b"Agent: Trusted"),
}
