"""Bags of the kinds that the Library of Congress's conformance suite has, and more: name, verdict, files.

The same cases in our own words and bytes; `benchmarks/evidence` runs them on bagit-python too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.testing.bags import PAYLOAD, make_bag, manifest_of, with_tag_manifests

Files = dict[str, bytes]

ONE = {"data/boats.txt": b"four boats\n"}
OLD_INFO = {
    "info_name": "package-info.txt",
    "info": "Source-Organization: Harbour Desk\nPacking-Date: 2009-10-14\n",
}
TWICE = "Contact-Name: Ada Brandt\nContact-Name: Per Lind\nExternal-Description: Boats\n  and tides\n"
NUNEZ_NFC, NUNEZ_NFD = "data/N\u00fa\u00f1ez.txt", "data/Nu\u0301n\u0303ez.txt"


def bag(**making: object) -> Callable[[], Files]:
    """Return a maker of a bag."""
    return lambda: make_bag(**making)  # type: ignore[arg-type]


def changed(
    change: Mapping[str, bytes | None], *, retag: bool = True, **making: object
) -> Callable[[], Files]:
    """Return a maker of a bag some of whose files were exchanged, or taken away where None stands."""

    def make() -> Files:
        files = make_bag(**making)  # type: ignore[arg-type]
        for name, data in change.items():
            if data is None:
                del files[name]
            else:
                files[name] = data
        return with_tag_manifests(files) if retag else files

    return make


def listing(path: str, *, version: str = "0.97") -> Callable[[], Files]:
    """Return a maker of a bag whose manifest lists one more path."""

    def make() -> Files:
        files = make_bag(version=version, payload=ONE)
        files["manifest-sha256.txt"] += manifest_of({path: b"root"}, "sha256").encode()
        return with_tag_manifests(files)

    return make


def fetching(line: str, *, version: str = "0.97", payload: Mapping[str, bytes] = ONE) -> Callable[[], Files]:
    """Return a maker of a bag with a line in fetch.txt."""
    return bag(version=version, payload=payload, tags={"fetch.txt": line.encode() + b"\n"})


def declared(text: str, **making: object) -> Callable[[], Files]:
    """Return a maker of a bag with another bagit.txt."""
    return changed({"bagit.txt": text.encode()}, retag=True, **making)


def listed_twice(version: str, *, other: bool, path: str = "data/boats.txt") -> Callable[[], Files]:
    """Return a maker of a bag that lists a file twice, with the same checksum or another."""

    def make() -> Files:
        files = make_bag(version=version, payload=ONE)
        second = b"five boats\n" if other else b"four boats\n"
        files["manifest-sha256.txt"] += manifest_of({path: second}, "sha256").encode()
        return with_tag_manifests(files)

    return make


def in_one_manifest_only(version: str) -> Callable[[], Files]:
    """Return a maker of a bag whose second manifest lacks a file that the first lists."""

    def make() -> Files:
        files = make_bag(version=version, algorithms=("sha256", "sha512"))
        files["manifest-sha512.txt"] = manifest_of(ONE, "sha512").encode()
        return with_tag_manifests(files)

    return make


def tag_file_in_manifest() -> Files:
    """Return a bag of an old version whose payload manifest lists a tag file."""
    files = make_bag(version="0.96", payload=ONE)
    files["notes.txt"] = b"notes\n"
    files["manifest-sha256.txt"] += manifest_of({"notes.txt": b"notes\n"}, "sha256").encode()
    return with_tag_manifests(files)


def tag_manifest_in_itself() -> Files:
    """Return a bag with two tag manifests, one of which lists the other."""
    files = make_bag(tag_algorithms=("sha256", "sha512"))
    other = files["tagmanifest-sha512.txt"]
    files["tagmanifest-sha256.txt"] += manifest_of({"tagmanifest-sha512.txt": other}, "sha256").encode()
    return files


VALID: dict[str, Callable[[], Files]] = {
    "v0.93 basic": bag(version="0.93", algorithms=("md5",), **OLD_INFO),
    "v0.93 metadata twice": bag(
        version="0.93", algorithms=("md5",), info=TWICE, info_name="package-info.txt"
    ),
    "v0.94 basic": bag(version="0.94", algorithms=("md5",), **OLD_INFO),
    "v0.94 metadata twice": bag(
        version="0.94", algorithms=("md5",), info=TWICE, info_name="package-info.txt"
    ),
    "v0.95 basic, MD5": bag(version="0.95", algorithms=("md5",), **OLD_INFO),
    "v0.95 basic, SHA-1": bag(version="0.95", algorithms=("sha1",), **OLD_INFO),
    "v0.96 basic": bag(version="0.96", algorithms=("md5",)),
    "v0.96 metadata twice": bag(version="0.96", info=TWICE),
    "v0.96 a tag file in the payload manifest": tag_file_in_manifest,
    "v0.97 basic": bag(version="0.97"),
    "v0.97 SHA-1": bag(version="0.97", algorithms=("sha1",)),
    "v0.97 SHA-224": bag(version="0.97", algorithms=("sha224",)),
    "v0.97 SHA-384": bag(version="0.97", algorithms=("sha384",)),
    "v0.97 SHA-512": bag(version="0.97", algorithms=("sha512",)),
    "v0.97 MD5 and SHA-256": bag(version="0.97", algorithms=("md5", "sha256")),
    "v0.97 a file in one of two manifests": in_one_manifest_only("0.97"),
    "v0.97 a bag in a bag": bag(
        version="0.97",
        payload={f"data/inner/{name}": data for name, data in make_bag(version="0.97").items()},
    ),
    "v0.97 encoded names": bag(
        version="0.97",
        payload={"data/two\nlines.txt": b"a", "data/return\rhere.txt": b"b"},
        listed={
            "data/two\nlines.txt": "data/two%0Alines.txt",
            "data/return\rhere.txt": "data/return%0dhere.txt",
        },
    ),
    "v0.97 a percent sign as it is": bag(
        version="0.97", payload={"data/100%25 sure.txt": b"a", "data/5%.txt": b"b"}
    ),
    "v0.97 escapable characters": bag(version="0.97", payload={"data/a b & c (d) [e] ' \".txt": b"a"}),
    "v0.97 one space between": bag(version="0.97", separator=" "),
    "v0.97 a tab between": bag(version="0.97", separator="\t"),
    "v0.97 a dot and slash before paths": bag(version="0.97", listed={name: "./" + name for name in PAYLOAD}),
    "v0.97 minimal": bag(version="0.97", info=None, tag_algorithms=()),
    "v0.97 metadata twice": bag(version="0.97", info=TWICE),
    "v0.97 metadata spaced freely": bag(
        version="0.97", info="Contact-Name :Ada Brandt\nX-Note\t:\tboats\nY:z\n"
    ),
    "v0.97 UTF-16BE": bag(version="0.97", encoding="UTF-16BE"),
    "v0.97 UTF-16 with its mark": bag(version="0.97", encoding="UTF-16"),
    "v0.97 ISO-8859-1": bag(version="0.97", encoding="ISO-8859-1", info="Contact-Name: J\u00f8rgen\n"),
    "v0.97 all fetched": bag(
        version="0.97", tags={"fetch.txt": b"https://desk.example/boats.txt 11 data/boats.txt\n"}
    ),
    "v0.97 a fetch list that names no payload file": fetching("file:///srv/boats.png 42000 boats.png"),
    "v0.97 lines that end in CRLF": changed(
        {"bagit.txt": b"BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n"}, version="0.97"
    ),
    "v1.0 basic": bag(),
    "v1.0 SHA-512": bag(algorithms=("sha512",)),
    "v1.0 BLAKE2b": bag(algorithms=("blake2b",), tag_algorithms=("blake2b",)),
    "v1.0 two manifests": bag(algorithms=("sha256", "sha512")),
    "v1.0 encoded names": bag(
        payload={"data/50%.txt": b"a", "data/two\nlines.txt": b"b"},
        listed={"data/50%.txt": "data/50%25.txt", "data/two\nlines.txt": "data/two%0Alines.txt"},
    ),
    "v1.0 upper-case checksums": changed(
        {
            "manifest-sha256.txt": manifest_of(ONE, "sha256")
            .replace("  ", "\0")
            .upper()
            .replace("\0", "  ")
            .replace("DATA/BOATS.TXT", "data/boats.txt")
            .encode()
        },
        payload=ONE,
    ),
    "v1.0 tag files in folders": bag(tags={"notes/a.txt": b"a", "notes/b/c.txt": b"c"}),
    "v1.0 no payload": lambda: make_bag(payload={}) | {"data/": b""},
    "v1.0 all fetched": bag(tags={"fetch.txt": b"https://desk.example/boats.txt - data/boats.txt\n"}),
}

NOTED: dict[str, Callable[[], Files]] = {
    "names that differ in case": bag(payload={"data/Boats.txt": b"a", "data/boats.txt": b"b"}),
    "names that differ in Unicode form": bag(version="0.97", payload={NUNEZ_NFC: b"", NUNEZ_NFD: b""}),
    "a name listed in another Unicode form": bag(payload={NUNEZ_NFC: b"a"}, listed={NUNEZ_NFC: NUNEZ_NFD}),
    "listed twice with one checksum, before 1.0": listed_twice("0.97", other=False),
    "written by checksum tools": bag(version="0.97", separator=" *"),
    "system files": bag(payload={"data/.DS_Store": b"a", "data/Thumbs.db": b"b", "data/boats.txt": b"c"}),
    "no tag manifest": bag(tag_algorithms=()),
    "a tag file that no tag manifest lists": changed({"notes.txt": b"notes"}, retag=False),
    "a path with blanks behind it": bag(payload=ONE, listed={"data/boats.txt": "data/boats.txt  "}),
    "a percent sign that is not encoded": bag(payload={"data/50%.txt": b"a"}),
    "a name that looks encoded, as it is": bag(payload={"data/two%0Alines.txt": b"a"}),
    "an empty folder": lambda: make_bag() | {"data/more/": b""},
    "names that Windows cannot hold": bag(payload={"data/con.txt": b"a", "data/a:b.txt": b"b"}),
}

INVALID: dict[str, Callable[[], Files]] = {
    "v0.97 no encoding declared": declared("BagIt-Version: 0.97\n", version="0.97"),
    "v0.97 a mark before bagit.txt": changed(
        {"bagit.txt": b"\xef\xbb\xbfBagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"},
        version="0.97",
    ),
    "v0.97 a payload file changed": changed({"data/boats.txt": b"five boats\n"}, version="0.97"),
    "v0.97 a tag file changed": changed({"bag-info.txt": b"Contact-Name: X\n"}, retag=False, version="0.97"),
    "v0.97 a file too many": changed({"data/more.txt": b"more"}, version="0.97", info=None),
    "v0.97 a version without its first digit": declared(
        "BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n", version="0.97"
    ),
    "v0.97 bag-info.txt is missing": changed({"bag-info.txt": None}, retag=False, version="0.97"),
    "v0.97 bagit.txt is missing": changed({"bagit.txt": None}, version="0.97"),
    "v0.97 a path that leads out": listing("../boats.txt"),
    "v0.97 a path that leads out and in again": listing("data/../../bag/data/boats.txt"),
    "v0.97 a path that leads out, to be fetched": fetching("https://desk.example/x 5 ../x"),
    "v0.97 listed twice with two checksums": listed_twice("0.97", other=True),
    "v0.97 a space before the colon": declared(
        "BagIt-Version : 0.97\nTag-File-Character-Encoding : UTF-8\n", version="0.97"
    ),
    "v0.97 an absolute path": listing("/tmp/boats.txt"),
    "v0.97 an absolute path, to be fetched": fetching("https://desk.example/x 5 /tmp/x"),
    "v0.97 a home folder": listing("~/boats.txt"),
    "v0.97 a home folder, to be fetched": fetching("https://desk.example/x 5 ~/x"),
    "v0.97 a user's home folder": listing("~root/boats.txt"),
    "v0.97 a user's home folder, to be fetched": fetching("https://desk.example/x 5 ~root/x"),
    "v0.97 a path that is no payload": listing("notes.txt"),
    "v0.97 a file still to be fetched": changed(
        {"data/boats.txt": None, "fetch.txt": b"https://desk.example/b.txt 11 data/boats.txt\n"},
        version="0.97",
        info=None,
    ),
    "v0.96 a file that no manifest lists": changed({"data/more.txt": b"more"}, version="0.96", info=None),
    "v0.93 a payload file is missing": changed({"data/boats.txt": None}, version="0.93", info=None),
    "v1.0 listed twice with two checksums": listed_twice("1.0", other=True),
    "v1.0 listed twice with one checksum": listed_twice("1.0", other=False),
    "v1.0 listed twice in two spellings": listed_twice("1.0", other=False, path="./data//boats.txt"),
    "v1.0 a file that one manifest lacks": in_one_manifest_only("1.0"),
    "v1.0 a space before the colon": declared("BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n"),
    "v1.0 two spaces behind the colon": declared("BagIt-Version:  1.0\nTag-File-Character-Encoding: UTF-8\n"),
    "v1.0 lines in the other order": declared("Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n"),
    "v1.0 a third line in bagit.txt": declared(
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nX: y\n"
    ),
    "v1.0 no data folder": changed({"data/boats.txt": None}, payload=ONE, info=None),
    "v1.0 no manifest": changed({"manifest-sha256.txt": None}),
    "v1.0 Payload-Oxum of other bytes": changed({"bag-info.txt": b"Payload-Oxum: 24.2\n"}),
    "v1.0 Payload-Oxum of other files": changed({"bag-info.txt": b"Payload-Oxum: 23.3\n"}),
    "v1.0 Payload-Oxum that is none": changed({"bag-info.txt": b"Payload-Oxum: many\n"}),
    "v1.0 Payload-Oxum twice": changed({"bag-info.txt": b"Payload-Oxum: 23.2\nPayload-Oxum: 23.2\n"}),
    "v1.0 metadata that is none": changed({"bag-info.txt": b"no label at all\n"}),
    "v1.0 a line of a manifest without a path": changed({"manifest-sha256.txt": b"0" * 64 + b"\n"}),
    "v1.0 a checksum of another kind": changed({"manifest-sha256.txt": manifest_of(PAYLOAD, "md5").encode()}),
    "v1.0 a checksum cut short": changed(
        {"manifest-sha256.txt": manifest_of(PAYLOAD, "sha256")[3:].encode()}
    ),
    "v1.0 tag files in another encoding": changed(
        {"bag-info.txt": "Contact-Name: J\u00f8rgen\n".encode("latin-1")}
    ),
    "v1.0 a tag manifest in a tag manifest": tag_manifest_in_itself,
    "v1.0 a manifest that no tag manifest lists": lambda: {
        **make_bag(),
        "tagmanifest-sha256.txt": manifest_of({"bagit.txt": make_bag()["bagit.txt"]}, "sha256").encode(),
    },
    "v1.0 a fetch list that no manifest knows": fetching(
        "https://desk.example/x 5 data/x.txt", version="1.0"
    ),
    "v1.0 a fetch list that is none": fetching("data/boats.txt", version="1.0"),
    "v1.0 a fetch list without an address": fetching("somewhere 11 data/boats.txt", version="1.0"),
    "v1.0 it says sayso wrote it, and has no tag manifest": bag(
        info="Bag-Software-Agent: sayso 0.1\n", tag_algorithms=()
    ),
    "v1.0 it says sayso wrote it, and has a tag file too many": changed(
        {"notes.txt": b"notes"}, retag=False, info="Bag-Software-Agent: sayso 0.1\n"
    ),
    "v1.0 it says sayso wrote it, and has an empty folder": lambda: (
        make_bag(info="Bag-Software-Agent: sayso 0.1\n") | {"data/withdrawn/": b""}
    ),
}

WINDOWS: dict[str, Callable[[], Files]] = {
    "an absolute path": listing("C:\\Windows\\System32\\setx.exe"),
    "an absolute path, to be fetched": fetching("https://desk.example/x 5 C:\\Windows\\System32\\setx.exe"),
    "a variable": listing("%HomeDrive%\\Windows\\System32\\setx.exe"),
    "a variable, to be fetched": fetching(
        "https://desk.example/x 5 %HomeDrive%\\Windows\\System32\\setx.exe"
    ),
    "a machine's share": listing("\\\\server\\Windows\\System32\\setx.exe"),
    "a machine's share, to be fetched": fetching("https://desk.example/x 5 \\\\?\\UNC\\server\\c$\\setx.exe"),
}

UNKNOWN: dict[str, Callable[[], Files]] = {
    "a version that is not known here": declared("BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"),
    "an encoding that is not known here": declared(
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: klingon\n"
    ),
    "a checksum that is not known here": changed(
        {"manifest-whirlpool.txt": b"0" * 128 + b"  data/boats.txt\n"}
    ),
}

SAMPLES: dict[str, tuple[str, Callable[[], Files]]] = {
    **{name: ("accept", make) for name, make in VALID.items()},
    **{f"note: {name}": ("accept", make) for name, make in NOTED.items()},
    **{name: ("reject", make) for name, make in INVALID.items()},
    **{f"Windows: {name}": ("reject", make) for name, make in WINDOWS.items()},
    **{name: ("unknown", make) for name, make in UNKNOWN.items()},
}
