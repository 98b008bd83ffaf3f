"""In a real browser: no request leaves the page, nothing is refused, and it reads without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from sayso.footage.types import Box
from sayso.publish.exports.html import HtmlDossier
from sayso.testing.contracts.exports import SPELLS
from sayso.testing.dossiers import haunted, make_dossier
from sayso.testing.judged_dossiers import make_misread_dossier
from sayso.values import TextSpan, digest_bytes

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(chromium):
    """Open a file and give back the page, what it asked for, and what the browser complained of."""
    contexts = []

    def open_page(path, *, width=1280, javascript=True, scheme="light"):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        asked, complaints = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(path.as_uri())
        return page, asked, complaints

    yield open_page
    for context in contexts:
        context.close()


def write(folder, dossier=None, **options):
    return HtmlDossier(**options).write(dossier or make_dossier(), folder / "case.html").path


def test_the_page_asks_for_nothing_but_itself(visit, tmp_path):
    path = write(tmp_path)

    _, asked, complaints = visit(path)

    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert complaints == []


def test_the_folder_asks_for_its_own_pictures_alone(visit, tmp_path):
    path = write(tmp_path, one_file_bytes=1)

    page, asked, complaints = visit(path / "index.html")

    assert all(url.startswith(path.as_uri()) for url in asked)
    assert complaints == []
    assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")


def test_hostile_material_does_nothing(visit, tmp_path):
    spell = "".join(SPELLS)
    path = write(tmp_path, haunted(make_dossier(spell), spell))

    _, asked, complaints = visit(path)

    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert complaints == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_the_page_is_never_wider_than_the_window(visit, tmp_path, width):
    long_word = "x" * 300
    page, _, _ = visit(write(tmp_path, haunted(make_dossier(long_word), long_word)), width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


WIDTHS = """() => [...document.querySelectorAll(".firsts tbody tr")].map((row) =>
  [row, ...row.cells].map((one) => one.getBoundingClientRect().width))"""


@pytest.mark.parametrize("width", [320, 390, 768, 1400])
def test_what_is_known_first_leaves_room_for_dates_where_it_tells_parts_of_pictures(visit, tmp_path, width):
    page, _, _ = visit(write(tmp_path, with_first_of_a_part(make_dossier())), width=width)

    told = page.evaluate(WIDTHS)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_text("its part 10–90 % across, 2–85 % down, but for its part").is_visible()
    assert len(told) == 1
    assert all(dates >= row / 3 for row, *_, dates in told)


def with_first_of_a_part(dossier):
    """Return a dossier that knows something first of a part of a picture, but for a smaller one of that."""
    [shown] = dossier.copies
    part = Box(left=0.1, top=0.02, right=0.9, bottom=0.85)
    unlike = Box(left=0.12, top=0.29, right=0.88, bottom=0.58)
    return replace(
        dossier, copies=(replace(shown, copy=replace(shown.copy, query_region=part, query_unlike=unlike)),)
    )


def test_every_section_can_be_read_without_javascript(visit, tmp_path):
    page, _, _ = visit(write(tmp_path), javascript=False)

    for name in (
        *("In brief", "What is contested", "Footage", "Who says what", "Timeline", "Places", "Material"),
        *("What was not looked at, and why", "How to check this"),
    ):
        assert page.get_by_role("heading", name=name, exact=True).is_visible()
    assert page.get_by_role("searchbox").count() == 0
    page.get_by_text("3 relations between these claims").click()
    assert page.get_by_text("30 is more than a quarter above 12.").is_visible()


def test_claims_can_be_narrowed_down_by_words(visit, tmp_path):
    page, _, _ = visit(write(tmp_path))

    page.get_by_label("Show only claims with").fill("from the quay: 30")

    expect(page.get_by_role("status")).to_have_text("2 shown")
    assert page.locator(".card:visible").count() == 2
    assert page.locator(".card:visible .label").all_inner_texts() == ["B2", "B1"]


def test_a_claim_opened_in_its_text_lights_up(visit, tmp_path):
    page, _, _ = visit(write(tmp_path))

    page.locator(".card").first.get_by_role("link", name="in its place").click()

    expect(page.locator(".lit").first).to_be_visible()


def test_the_first_key_leads_past_the_masthead(visit, tmp_path):
    page, _, _ = visit(write(tmp_path))

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "To the case in brief"


def test_a_veiled_frame_is_shown_when_asked_for(visit, tmp_path):
    page, _, _ = visit(write(tmp_path), javascript=False)
    picture = page.locator(".veiled img")
    assert "blur" in picture.evaluate("(image) => getComputedStyle(image).filter")

    page.get_by_label("Distressing").check()

    assert picture.evaluate("(image) => getComputedStyle(image).filter") == "none"


def test_the_first_screen_holds_the_case_in_brief(visit, tmp_path):
    page, _, _ = visit(write(tmp_path), width=1400)

    bottom = page.evaluate("document.querySelector('#brief').getBoundingClientRect().bottom")

    assert bottom <= 900


def test_many_findings_about_footage_do_not_make_the_page_long(visit, tmp_path):
    dossier = make_dossier()
    page, _, _ = visit(write(tmp_path, replace(dossier, copies=dossier.copies * 20)), width=1400)

    height = page.evaluate("document.querySelector('#footage').getBoundingClientRect().height")

    assert page.locator("#footage details.copy").count() == 20
    assert height < 5_000


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_opens_the_fold_that_it_leads_into(visit, tmp_path, javascript):
    page, _, _ = visit(write(tmp_path), javascript=javascript)
    assert not page.get_by_text("It takes the northern channel.").is_visible()

    page.locator("#claims").get_by_role("link", name="C", exact=True).or_(
        page.locator("#timeline").get_by_role("link", name="C", exact=True)
    ).first.click()

    assert page.get_by_text("It takes the northern channel.").is_visible()


def test_a_pair_of_frames_is_shown_large_when_asked_for(visit, tmp_path):
    page, _, _ = visit(write(tmp_path), javascript=False)
    frame = page.locator(".pair img").first
    small = frame.bounding_box()["width"]

    page.get_by_role("link", name="larger").first.click()

    assert frame.bounding_box()["width"] > 1.5 * small


def sheets_of(pdf):
    """Return the words on each sheet, white space evened and letters that were joined set apart."""
    texts = (sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)
    return [" ".join(normalize("NFKC", text).split()) for text in texts]


FAINT = """() => {
  const even = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = (c) => 0.2126 * even(c[0]) + 0.7152 * even(c[1]) + 0.0722 * even(c[2]);
  const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parts(getComputedStyle(one).backgroundColor);
      if (colour.length === 3) { return colour; }
    }
    return [255, 255, 255];
  };
  document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
  return [...document.querySelectorAll("main *, header *, footer *")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    .filter((one) => one.getClientRects().length && !one.closest("svg"))
    .filter((one) => {
      const both = [light(ground(one)), light(parts(getComputedStyle(one).color))];
      return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05) < 4.5;
    })
    .map((one) => one.outerHTML.slice(0, 80));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_what_is_behind_it(visit, tmp_path, scheme):
    page, _, _ = visit(write(tmp_path, make_misread_dossier()), scheme=scheme)

    assert page.evaluate(FAINT) == []


def test_a_text_of_many_claims_does_not_fill_pages_of_the_timeline_on_paper(visit, tmp_path):
    page, _, _ = visit(write(tmp_path, with_many_claims(make_dossier(), 60)))

    printed = page.pdf(prefer_css_page_size=True)

    sheets = sheets_of(printed)
    [begins] = [number for number, words in enumerate(sheets) if "When it was said (filled)" in words]
    [ends] = [number for number, words in enumerate(sheets) if "Everything in the case, as it came" in words]
    assert ends - begins <= 1


def with_many_claims(dossier, count):
    """Return a dossier whose post is a list of witnesses, each with a claim of his own."""
    lines = [f"Witness {number}: the ferry was late by {number} minutes." for number in range(count)]
    text = "\n\n".join(lines)
    post = replace(dossier.material[1], text=text, text_digest=digest_bytes(text.encode()))
    [model] = [claim for claim in dossier.claims if claim.speaker == "Quay Watch"]
    starts = [text.index(line) for line in lines]
    claims = tuple(
        replace(
            model,
            text_digest=post.text_digest,
            speaker=f"Witness {number}",
            content=(TextSpan(start + 11, start + len(lines[number])),),
            quantities=(),
            places=(),
        )
        for number, start in enumerate(starts)
    )
    return replace(dossier, material=(post,), claims=claims, comparison=None)


def test_what_is_folded_is_on_paper(visit, tmp_path):
    page, _, _ = visit(write(tmp_path), javascript=False)

    printed = page.pdf(prefer_css_page_size=True)

    words = " ".join(sheets_of(printed))
    for folded in (
        *("It takes the northern channel.", "30 is more than a quarter above 12."),
        *("On which day did it run aground?", "names the harbour office"),
        *("nothing found", digest_bytes(b"record")[:40]),
    ):
        assert folded in words
