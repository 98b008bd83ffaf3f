"""Web pages and PDFs give their text, and say what of it is missing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from sayso.parsers import CouldNotRead, read_text

STORY = (
    "The harbour office of Ostwick said on Tuesday that nine people were hurt when a ferry caught fire "
    "off the old pier. The company that runs the ferry denied that the engine had failed."
)
SECOND = (
    "Ines Varga, who directs the company, told reporters that the engine was new in March and that the "
    "crew had put the fire out within minutes, before the first boat of the coast guard came."
)


def page(folder: Path, source: str | bytes, name: str = "story.html") -> Path:
    path = folder / name
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return path


def article(*, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Ferry fire off Ostwick</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>Ferry fire off Ostwick</h1><p>{STORY}</p><p>{SECOND}</p></article>"
        "<script>alert('no text')</script><footer>All rights reserved</footer></body></html>"
    )


def pdf(*pages: str) -> bytes:
    """Write a PDF by hand: a page for each text, in lines of what stands between newlines."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        lines = " ".join(f"({line}) Tj 0 -14 Td" for line in text.split("\n"))
        stream = f"BT /F1 12 Tf 72 720 Td {lines} ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
        + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )


def test_a_page_gives_its_main_text_and_title(tmp_path: Path) -> None:
    read = read_text(page(tmp_path, article()), "text/html")

    assert f"{STORY}\n\n{SECOND}" in read.text
    assert read.title == "Ferry fire off Ostwick"
    assert "Sport" not in read.text
    assert "alert" not in read.text
    assert read.notes == ()


def test_a_page_in_another_encoding_is_read_as_it_says(tmp_path: Path) -> None:
    source = article(head="<meta charset='windows-1252'>").replace("Ines Varga", "Inès Varga")

    read = read_text(page(tmp_path, source.encode("cp1252")), "text/html")

    assert "Inès Varga" in read.text
    assert "as the file says" in read.notes[0]


def test_a_page_without_an_article_gives_all_its_text_and_says_so(tmp_path: Path) -> None:
    source = (
        "<title>Board</title><div>Open<!-- not this --></div><div>Closed &amp; locked</div><style>p{}</style>"
    )

    read = read_text(page(tmp_path, source), "text/html")

    assert "Open" in read.text
    assert "Closed & locked" in read.text
    assert "not this" not in read.text
    assert "p{}" not in read.text


def test_a_page_of_scripts_alone_has_no_text_and_says_so(tmp_path: Path) -> None:
    read = read_text(page(tmp_path, "<html><script>start()</script></html>"), "text/html")

    assert read.text == ""
    assert read.notes == ("there is no text on the page",)


UNSEEN = (
    "<script>var a = 'The mayor said 99 died.'</script>",
    '<script type="application/ld+json">{"articleBody": "The mayor said 99 died. It was a fire."}</script>',
    "<style>p::after { content: 'The mayor said 99 died.' }</style>",
    "<noscript><p>The mayor said 99 died.</p></noscript>",
    "<template><p>The mayor said 99 died.</p></template>",
    "<!-- The mayor said <b>99</b> died. -->",
    "<!--[if IE]><p>The mayor said 99 died.</p><![endif]-->",
    "<p hidden>The mayor said 99 died.",
    "<div hidden><div>The mayor said</div> 99 died.</div>",
    "<p style='color: red; display: none'>The mayor said 99 died.</p>",
    "<span style='visibility:hidden'>The mayor said 99 died.</span>",
    "<p style='DISPLAY: None'>The mayor said 99 died.</p>",
    "<div style='visibility:\n HIDDEN'><p>The mayor said</p> 99 died.</div>",
    "<div hidden><div><p>The mayor said</p></div>99 died.<div style='display:block'>So.</div></div>",
)


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_a_short_page_does_not_show_is_no_text_of_it(tmp_path: Path, unseen: str) -> None:
    read = read_text(page(tmp_path, f"<html><body>{unseen}<p>{STORY}</p></body></html>"), "text/html")

    assert read.text == STORY


def test_what_an_article_does_not_show_is_no_text_of_it(tmp_path: Path) -> None:
    inside = article().replace(f"<p>{SECOND}", f"{''.join(UNSEEN)}<p>{SECOND}")

    read = read_text(page(tmp_path, inside), "text/html")

    assert f"{STORY}\n\n{SECOND}" in read.text
    assert "99" not in read.text


@pytest.mark.parametrize("hiding", ["<body style='visibility:hidden'>", "<body><main hidden>"])
def test_a_page_that_hides_all_its_text_is_read_rather_than_called_empty(tmp_path: Path, hiding: str) -> None:
    read = read_text(page(tmp_path, f"<html>{hiding}<p>{STORY}</p></html>"), "text/html")

    assert STORY in read.text


@pytest.mark.parametrize("tag", ["p", "li", "dd"])
def test_a_hidden_element_without_an_end_hides_nothing_behind_its_parent(tmp_path: Path, tag: str) -> None:
    source = f"<div>Open<{tag} hidden>Gone <b>too</b></div>words <i>here</i>"

    assert read_text(page(tmp_path, source), "text/html").text == "Open\n\nwords here"


def test_a_hidden_element_does_not_end_with_one_that_began_within_it(tmp_path: Path) -> None:
    source = "<div>Open<p hidden>Gone <span>too</span> and</i> so on</p>Words</div>"

    assert read_text(page(tmp_path, source), "text/html").text == "Open\n\nWords"


def test_a_quote_within_a_sentence_keeps_its_marks_and_its_sentence(tmp_path: Path) -> None:
    source = article().replace(STORY, f"{STORY} She said <q>all of it <b>burned</b></q>, and left.")

    assert "She said “all of it burned”, and left." in read_text(page(tmp_path, source), "text/html").text


def test_a_page_of_5_mb_is_read(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{number}. {STORY * 20}</p>" for number in range(1_300))

    read = read_text(
        page(tmp_path, f"<html><body><article>{paragraphs}</article></body></html>"), "text/html"
    )

    assert "1299. The harbour office" in read.text


def test_nesting_without_end_costs_no_word(tmp_path: Path) -> None:
    read = read_text(page(tmp_path, "<div>" * 200_000 + STORY), "text/html")

    assert read.text == STORY


def test_a_pdf_gives_its_text_page_by_page(tmp_path: Path) -> None:
    read = read_text(
        page(tmp_path, pdf("Notice one\nOstwick", "Notice two"), "notice.pdf"), "application/pdf"
    )

    assert [span.of(read.text).split() for span in read.pages] == [
        ["Notice", "one", "Ostwick"],
        ["Notice", "two"],
    ]
    assert read.notes == ()


def test_a_page_without_text_has_an_empty_stretch_and_a_note(tmp_path: Path) -> None:
    read = read_text(page(tmp_path, pdf(""), "scan.pdf"), "application/pdf")

    assert read.text.strip() == ""
    assert len(read.pages) == 1
    assert read.notes == ("no page has text in it: they may be pictures of text",)


def test_what_may_be_a_picture_of_text_is_told_apart_from_an_empty_text(tmp_path: Path) -> None:
    scanned = read_text(page(tmp_path, pdf(""), "scan.pdf"), "application/pdf")
    shell = read_text(page(tmp_path, "<html><img src='notice.png'></html>"), "text/html")
    blank = read_text(page(tmp_path, " \n", "blank.txt"), "text/plain")
    written = read_text(page(tmp_path, pdf("Notice one"), "notice.pdf"), "application/pdf")

    assert "pictures of text" in (scanned.unseen or "")
    assert "no text on the page" in (shell.unseen or "")
    assert (blank.unseen, written.unseen) == (None, None)


def test_pages_without_text_among_others_are_named(tmp_path: Path) -> None:
    one = read_text(page(tmp_path, pdf("Notice one", ""), "one.pdf"), "application/pdf")
    more = read_text(page(tmp_path, pdf("", "Notice", ""), "more.pdf"), "application/pdf")

    assert one.notes == ("page 2 of 2 has no text in it: it may be a picture of text",)
    assert more.notes == ("2 of 3 pages have no text in them and may be pictures of text: 1, 3",)
    assert one.unseen is None


def test_a_pdf_with_a_broken_table_of_places_is_read_all_the_same(tmp_path: Path) -> None:
    data = pdf("Notice one").replace(b"startxref\n", b"startxref\n9")

    read = read_text(page(tmp_path, data, "notice.pdf"), "application/pdf")

    assert read.text.strip() == "Notice one"


@pytest.mark.parametrize("keep", [10, 200, 500])
def test_a_pdf_that_is_cut_short_gives_no_silent_nothing(tmp_path: Path, keep: int) -> None:
    path = page(tmp_path, pdf("Notice one", "Notice two")[:keep], "notice.pdf")

    try:
        read = read_text(path, "application/pdf")
    except CouldNotRead:
        return
    assert read.text.strip() or read.notes


def encrypted(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    to = io.BytesIO()
    writer.write(to)
    return to.getvalue()


def test_a_pdf_with_a_password_is_refused_with_that_reason(tmp_path: Path) -> None:
    path = page(tmp_path, encrypted(pdf("Notice one"), "sesame"), "notice.pdf")

    with pytest.raises(CouldNotRead, match="opens only with a password"):
        read_text(path, "application/pdf")


def test_a_pdf_that_is_encrypted_without_a_password_is_read(tmp_path: Path) -> None:
    path = page(tmp_path, encrypted(pdf("Notice one"), ""), "notice.pdf")

    assert read_text(path, "application/pdf").text.strip() == "Notice one"
