"""Zips in one form: others read them, and no byte of them can change unnoticed."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.custody import zip_form
from sayso.custody.zip_form import ZipWriter, read_members

FILES = {"top/a.txt": b"hello", "top/empty": b"", "top/deeper/verify.py": b"print()" * 50}
NAMES = st.lists(st.text("abc.-_ /", min_size=1, max_size=12), unique=True, max_size=6)


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    writer = ZipWriter(out)
    for name, data in files.items():
        writer.add(name, len(data), [data[:3], data[3:]])
    writer.finish()
    return out.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    return {name: b"".join(chunks) for name, chunks in read_members(io.BytesIO(data))}


def test_what_was_written_is_read_by_us_and_by_others() -> None:
    data = zipped(FILES)

    with zipfile.ZipFile(io.BytesIO(data)) as other:
        assert other.testzip() is None
        assert {name: other.read(name) for name in other.namelist()} == FILES
    assert read(data) == FILES


@given(NAMES, st.binary(max_size=40))
def test_any_files_come_back(names: list[str], data: bytes) -> None:
    files = {name: data + name.encode() for name in names if zip_form._is_plain(name)}

    assert read(zipped(files)) == files


def test_every_flipped_bit_is_noticed() -> None:
    data = zipped(FILES)

    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            with pytest.raises(ValueError):  # noqa: PT011
                read(bytes(changed))


def test_every_cut_is_noticed_and_so_is_anything_behind() -> None:
    data = zipped(FILES)

    for size in range(len(data)):
        with pytest.raises(ValueError):  # noqa: PT011
            read(data[:size])
    for more in (b"\0", data):
        with pytest.raises(ValueError, match="bytes stand behind its end"):
            read(data + more)


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read(b"PK\3\4" + data)
    except ValueError:
        return
    raise AssertionError("these bytes are no zip of ours")


BAD_NAMES = ["", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\\b", "c:a", "\u00fc", "a\0b"]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_leads_elsewhere_is_not_written(name: str) -> None:
    with pytest.raises(ValueError, match="no member"):
        zipped({name: b""})


def test_a_member_is_not_written_twice_or_in_another_size() -> None:
    writer = ZipWriter(io.BytesIO())
    writer.add("a", 1, [b"x"])

    with pytest.raises(ValueError, match="no member"):
        writer.add("a", 1, [b"x"])
    with pytest.raises(ValueError, match="instead of"):
        writer.add("b", 2, [b"x"])


def test_a_directory_above_the_old_limits_has_the_newer_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_form, "LIMIT_16", 40)
    files = {f"{number:03d}": bytes([number]) for number in range(60)}

    data = zipped(files)

    assert data.count(b"PK\6\6") == 1
    assert read(data) == files


def test_a_member_above_the_old_limits_has_the_newer_form() -> None:
    member = zip_form._Member(b"film.mp4", 7, 5 << 30, 6 << 30)

    local, central = zip_form._local(member), zip_form._central(member)

    assert local[4] == central[6] == 45
    assert (5 << 30).to_bytes(8, "little") in local
    assert (6 << 30).to_bytes(8, "little") in central
