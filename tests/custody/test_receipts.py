"""A receipt is found again in whatever people kept it in."""

from __future__ import annotations

import pytest

from sayso.custody import ArchiveFiles, Head, Signer, read_settings, write_head
from sayso.custody.errors import ReceiptDamaged
from sayso.custody.receipts import NoReceipt, heads_in, receipt_text


@pytest.fixture
def head(files: ArchiveFiles, signer: Signer) -> Head:
    return write_head(files, signer)


@pytest.fixture
def receipt(files: ArchiveFiles, head: Head) -> str:
    return receipt_text(head, read_settings(files).public_key, "Halvar Desk")


def test_a_receipt_holds_its_head(receipt: str, head: Head) -> None:
    assert heads_in(receipt.encode()) == (head,)
    assert "signed" in receipt


def test_a_head_alone_is_a_receipt(head: Head) -> None:
    assert heads_in(head.to_bytes()) == (head,)


def test_an_unsigned_head_says_so_and_is_found(files: ArchiveFiles) -> None:
    head = write_head(files, None)

    text = receipt_text(head, read_settings(files).public_key, "Halvar Desk")

    assert "NOT signed" in text
    assert heads_in(text.encode()) == (head,)


def test_mail_that_quotes_a_receipt_holds_its_head(receipt: str, head: Head) -> None:
    quoted = "On Monday somebody wrote:\r\n" + "".join(f"> {line}\r\n" for line in receipt.splitlines())

    assert heads_in(quoted.encode()) == (head,)


def test_indented_lines_and_a_byte_order_mark_do_no_harm(receipt: str, head: Head) -> None:
    assert heads_in(("\ufeff" + receipt.replace("\n", "  \n")).encode()) == (head,)


def test_several_receipts_in_one_file_give_several_heads(receipt: str, head: Head) -> None:
    other = Head("sayso/other", 3, bytes(32))

    assert heads_in(receipt.encode() + b"\n" + other.to_bytes()) == (head, other)


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n3\n", "\n03\n"), ("A=\n", "B=\n"), ("\n\n", "\n\n\N{EM DASH} sayso/other !!\n")],
    ids=["size", "root", "signature"],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_damaged_head_beside_a_sound_one_is_told(receipt: str, old: str, new: str, is_first: bool) -> None:
    other = Head("sayso/other", 3, bytes(32)).to_bytes().decode()
    damaged = other.replace(old, new, 1)
    assert damaged != other
    both = f"{damaged}\n{receipt}" if is_first else f"{receipt}\n{damaged}"

    with pytest.raises(
        ReceiptDamaged, match=r"over 0?3 entries in a mail, kept elsewhere, can be held against no log"
    ):
        heads_in(both.encode(), "a mail")


@pytest.mark.parametrize("form", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_receipt_that_an_editor_wrote_in_another_form_holds_its_head(
    receipt: str, head: Head, form: str
) -> None:
    mark = "" if form == "utf-16" else "\ufeff"

    assert heads_in((mark + receipt).encode(form)) == (head,)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "read its QR code"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "read its QR code"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "read its QR code"),
        (b"\xfe\xed\xfa\xce", "no text that can be read"),
    ],
    ids=["png", "jpeg", "svg", "program"],
)
def test_what_is_no_text_is_called_what_it_is(data: bytes, why: str) -> None:
    with pytest.raises(NoReceipt, match=why):
        heads_in(data, "a file")


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"sayso/x\n12\nnot a root\n\n", b"\xff\xfe\x00", b"a\n" * 5000, b"x" * (1 << 21)],
    ids=["empty", "text", "no root", "bytes", "lines", "large"],
)
def test_what_holds_no_head_is_no_receipt(data: bytes) -> None:
    with pytest.raises(NoReceipt):
        heads_in(data, "a file")
