"""In a real browser: no request leaves the page, nothing is refused, and it reads without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sayso.publish.exports.html import HtmlDossier
from sayso.testing.contracts.exports import SPELLS
from sayso.testing.dossiers import haunted, make_dossier

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


def test_every_section_can_be_read_without_javascript(visit, tmp_path):
    page, _, _ = visit(write(tmp_path), javascript=False)

    for name in (
        *("What is contested", "Footage", "Who says what", "Timeline", "Material"),
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

    assert page.evaluate("document.activeElement.textContent") == "To what is contested"


def test_a_veiled_frame_is_shown_when_asked_for(visit, tmp_path):
    page, _, _ = visit(write(tmp_path), javascript=False)
    picture = page.locator(".veiled img")
    assert "blur" in picture.evaluate("(image) => getComputedStyle(image).filter")

    page.get_by_label("Distressing").check()

    assert picture.evaluate("(image) => getComputedStyle(image).filter") == "none"


def test_it_prints(visit, tmp_path):
    page, _, _ = visit(write(tmp_path))

    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
