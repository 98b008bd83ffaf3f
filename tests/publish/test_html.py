"""The page can be followed, asks for nothing, and stays itself whatever stands in the material."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from sayso.publish.exports.html import HtmlDossier
from sayso.publish.pages.labels import shelve
from sayso.testing.contracts.exports import SPELLS
from sayso.testing.dossiers import JPEG, haunted, make_bare_dossier, make_dossier
from sayso.values import digest_bytes

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def test_every_link_leads_to_a_place_on_the_page(full):
    links = full.having("href")

    assert links
    assert {link for link in links if not link.startswith("#")} == set()
    assert {link.removeprefix("#") for link in links} <= set(full.having("id"))


def test_no_place_has_the_name_of_another(full):
    assert [name for name, count in Counter(full.having("id")).items() if count > 1] == []


def test_a_claim_that_stands_aside_of_its_origin_says_why_and_is_no_report_of_it(tmp_path):
    dossier = make_dossier()
    (origin,) = dossier.comparison.origins
    first, second = origin.links
    aside = replace(second, aside="no other claim takes it up")
    comparison = replace(dossier.comparison, origins=(replace(origin, links=(first, aside)),))

    written = HtmlDossier().write(replace(dossier, comparison=comparison), tmp_path / "case.html")

    page = written.path.read_text(encoding="utf-8")
    assert "names the harbour office; aside, as no other claim takes it up" in page
    assert '<strong dir="auto">the harbour office</strong>: 1 report<' in page
    assert "1 origin of one report or none" in page


def test_every_claim_leads_to_its_place_in_the_text_and_back(full):
    links = full.having("href")

    for labelled in shelve(make_dossier()).claims:
        assert labelled.anchor in full.having("id")
        assert labelled.place in full.having("id")
        assert f"#{labelled.anchor}" in links
        assert f"#{labelled.place}" in links


def test_labels_and_descriptions_point_at_something(full):
    pointed = [*full.having("aria-labelledby"), *full.having("for")]

    assert set(pointed) <= set(full.having("id"))


def test_two_claims_of_one_text_that_came_in_twice_have_places_of_their_own(read):
    dossier = make_dossier()
    twin = replace(dossier.material[0], doc_id="twin", name="twin.txt")
    again = [replace(claim, doc_id="twin") for claim in dossier.claims if claim.doc_id == "harbour"]

    page = read(replace(dossier, material=(*dossier.material, twin), claims=(*dossier.claims, *again)))

    assert "Word for word as A harbour.txt" in page.text
    assert [name for name, count in Counter(page.having("id")).items() if count > 1] == []
    assert {link.removeprefix("#") for link in page.having("href")} <= set(page.having("id"))


def test_nothing_on_the_page_asks_for_anything(full):
    held = "".join(full.held["style"]) + "".join(full.held["script"])

    assert all(source.startswith("data:image/jpeg;base64,") for source in full.having("src"))
    assert not {"link", "iframe", "object", "embed", "base", "form", "video", "audio"} & {
        t for t, _ in full.tags
    }
    assert not re.search(r"url\(|@import|fetch|XMLHttp|import\(", held)
    assert "srcset" not in full.source


def test_no_element_carries_its_own_style_or_script(full):
    attributes = {name for _, attrs in full.tags for name in attrs}

    assert {name for name in attributes if name.startswith("on") or name == "style"} == set()


def test_the_policy_lets_in_the_pages_own_style_and_script_alone(full):
    [policy] = [meta["content"] for meta in full.named("meta") if "http-equiv" in meta]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        for text in full.held[kind]:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy


@pytest.mark.parametrize("spell", SPELLS)
def test_hostile_material_adds_nothing_to_the_page(spell, read):
    plain, words = read(make_dossier()), read(haunted(make_dossier(" word"), " word"))

    page = read(haunted(make_dossier(spell), spell))

    assert _kinds(page) <= _kinds(plain) | _kinds(words)
    assert page.held["script"] == plain.held["script"]
    for tag in ("style", "script", "meta", "img", "title"):
        assert len(page.named(tag)) == len(plain.named(tag))


def _kinds(page):
    return {(tag, frozenset(attrs)) for tag, attrs in page.tags}


@pytest.mark.parametrize("spell", SPELLS)
def test_nothing_in_the_material_stays_hidden(spell, read):
    page = read(haunted(make_dossier(spell), spell))

    assert HIDDEN.findall(page.source) == []


def test_what_turns_the_reading_order_is_written_out(read):
    page = read(make_dossier("\u202egnp.exe"))

    assert "hurt⟨U+202E⟩gnp.exe when" in page.text


def test_a_hostile_title_cannot_leave_the_running_head(read):
    page = read(haunted(make_dossier(), '"; } body { display: none } @page { x: "</style>'))

    running_head = page.held["style"][1]
    assert running_head.count("{") == running_head.count("}") == 4
    assert "display" not in running_head


def test_what_was_captured_never_becomes_a_link(full):
    assert "https://news.example/quay" in full.text
    assert not [link for link in full.having("href") if "example" in link]


def test_a_page_that_is_too_large_becomes_a_folder_with_the_same_words(tmp_path, full, read):
    written = HtmlDossier(one_file_bytes=1000).write(make_dossier(), tmp_path / "case.html")

    picture = f"pictures/{digest_bytes(JPEG)}.jpg"
    assert written.path == tmp_path / "case"
    assert [file.name for file in written.files] == ["index.html", picture]
    assert (written.path / picture).read_bytes() == JPEG
    index = (written.path / "index.html").read_text(encoding="utf-8")
    whole = re.sub(r"data:image/jpeg;base64,[A-Za-z0-9+/=]+", picture, full.source)
    assert _without_policy(index) == _without_policy(whole)


def _without_policy(page):
    return re.sub(r"<meta http-equiv[^>]*>", "", page)


def test_nothing_found_and_nobody_looked_are_said_apart(bare):
    assert (
        "Nothing found: 1 text was read for claims (claims.rules 1), and no claim was found in it."
        in bare.text
    )
    assert "No recording was searched for copies. This says nothing about whether there are any" in bare.text


def test_a_search_that_found_nothing_is_not_a_search_that_was_not_made(read):
    dossier = make_dossier()

    page = read(replace(dossier, copies=(), kept_again=()))

    assert "Nothing found: 1 recording was searched for copies, and none was found." in page.text
    assert "2 others were not searched" in page.text


def test_claims_that_were_not_compared_are_not_said_to_agree(read):
    page = read(replace(make_dossier(), comparison=None))

    assert "Nothing was compared: no such work is recorded." in page.text
    assert "says nothing about whether the claims agree" in page.text
    assert "No conflict was found" not in page.text


def test_a_finding_is_called_one_and_the_page_gives_no_verdict(full):
    words = set(re.findall(r"[a-z]+", full.text.lower()))

    assert "found" in words
    assert not words & {"true", "false", "fake", "verified", "debunked", "proven"}


def test_conflicts_stand_before_what_does_not_conflict(full):
    hurt, day = "How many people were hurt?", "On which day did it run aground?"
    after_masthead = full.text[full.text.index("those with the most conflicts first") :]

    assert (
        after_masthead.index(hurt) < after_masthead.index("No conflict was found") < after_masthead.index(day)
    )


def test_the_page_can_be_walked_by_its_headings(full, bare):
    for page in (full, bare):
        levels = [HEADINGS.index(tag) + 1 for tag, _ in page.tags if tag in HEADINGS]
        steps = [later - earlier for earlier, later in pairwise(levels)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert max(steps) <= 1


def test_no_whole_digest_stands_outside_the_panel_for_checking(full):
    head, panel = full.source.split('<section id="check"')

    shown = re.sub(r"base64,[A-Za-z0-9+/=]+", "", head)

    assert re.findall(r"[0-9a-f]{64}", shown) == []
    for item in make_dossier().material:
        assert item.digest in panel
        assert f'href="#d-{item.digest[:12]}"' in head


def test_every_table_says_what_its_columns_are(full):
    headers = [attrs for tag, attrs in full.tags if tag == "th"]

    assert headers
    assert all(header.get("scope") in {"col", "row"} for header in headers)


def test_the_list_of_findings_names_both_sides_their_seconds_and_whose_dates(full):
    table = full.text[full.text.index("Findings about footage") : full.text.index("How often this is wrong")]

    for words in (
        *("old-clip.mp4", "0:10.5–0:15.5", "earlier: Nov 2028, by its uploader"),
        *("clip.mp4", "0:00.0–0:04.0", "later: 9 May 2031, by Ferry Spotter's post"),
        *("same footage", "mirrored", "1.25 times the speed", "25–90 % across", "0.97"),
    ):
        assert words in table


def test_the_same_bytes_under_other_names_and_in_other_cases_are_told(full):
    here, before = "9 May 2031, by Ferry Spotter", "1 Mar 2029, by Dam Watch"
    assert "clip.mp4 is byte for byte spring.mp4 in the case “ Spring floods ”" in full.text
    assert f"{before} ; here {here}" in full.text
    assert f"clip.mp4 in this case: {here} ; spring.mp4 in the case “ Spring floods ”: {before}" in full.text
    assert "1 recording kept twice or more" in full.text


def test_bytes_that_are_kept_already_are_not_told_as_nothing_found(read):
    text = read(replace(make_dossier(), copies=())).text

    assert "no copies found" not in text
    assert "no other copies found" in text
    assert text.index("is byte for byte") < text.index("Nothing else found:")


def test_footage_of_which_nothing_was_found_is_named_beside_what_was_found(read):
    dossier = make_dossier()
    quiet = replace(dossier.looked[0], what="copies", exhibit=dossier.material[5].digest)

    text = read(replace(dossier, looked=(*dossier.looked, quiet), not_looked=())).text

    assert "Nothing found of 1 other" in text
    assert "Nothing found of 1 recording" in text
    assert f"F {dossier.material[5].name}" in text


@pytest.mark.parametrize(
    ("many", "few"), [("41 other exhibits, 2,210 keyframes",) * 2, ("40 others", "3 others")]
)
def test_of_what_nothing_was_found_it_is_told_against_how_much_it_was_searched_for(read, many, few):
    dossier = make_dossier()
    quiet = [
        replace(dossier.looked[0], what="copies", exhibit=item.digest, against=against)
        for item, against in zip((dossier.material[5], other_clip(dossier)), (many, few), strict=True)
    ]
    material = (*dossier.material, other_clip(dossier))

    text = read(replace(dossier, material=material, looked=(*dossier.looked, *quiet), not_looked=())).text

    told = text[text.index("Nothing found of 2 recordings") :]
    if many == few:
        assert f"Searched for in all that the archive holds, against {many}; that no copy" in told
    else:
        assert f"{dossier.material[5].name} against {many}" in told
        assert f"other.mp4 against {few}" in told


def other_clip(dossier):
    """Return a recording that the dossier has not."""
    return replace(dossier.material[3], digest=digest_bytes(b"other"), doc_id="other.mp4", name="other.mp4")


def test_that_very_bytes_are_kept_again_is_not_something_found_elsewhere(read):
    dossier = make_dossier()
    quiet = replace(dossier.looked[0], what="copies", exhibit=dossier.material[5].digest)
    again = replace(dossier.kept_again[0], exhibit=dossier.material[5].digest)

    page = replace(dossier, looked=(*dossier.looked, quiet), not_looked=(), kept_again=(again,))

    assert f"F {dossier.material[5].name} (but its very bytes )" in read(page).text


def test_a_picture_is_not_said_to_match_as_a_whole_where_no_part_is_marked(read):
    dossier = make_dossier()
    shown = dossier.copies[0]
    plain = replace(shown, copy=replace(shown.copy, query_region=None, found_region=None))

    assert "the whole picture matches" not in read(replace(dossier, copies=(plain,))).text


def test_what_was_noted_when_a_recording_was_read_is_told(full):
    assert "1 recording could not be read as it should" in full.text
    assert "clip.mp4 : 2 frames are damaged" in full.text


def test_the_page_has_its_language_its_landmarks_and_words_for_its_pictures(full):
    [html] = full.named("html")

    assert html["lang"] == "en"
    assert {"main", "nav", "header", "footer"} <= {tag for tag, _ in full.tags}
    assert all(image["alt"] for image in full.named("img"))
    assert all(
        svg.get("aria-hidden") or svg.get("aria-label") or "role" not in svg for svg in full.named("svg")
    )


def test_a_distressing_frame_is_veiled_until_asked_for(full):
    assert len([attrs for _, attrs in full.tags if "veiled" in attrs.get("class", "").split()]) == 1
    assert full.text.count("Show it as it is") == 1


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_words_stands_out_from_its_ground(scheme, full):
    colours = _colours(full.held["style"][0])[scheme]
    words = ("ink", "soft", "source", "cue", "agree", "conflict", "update", "scope")

    for ground in ("paper", "content", "raised"):
        ratios = {word: _contrast(colours[word], colours[ground]) for word in words}
        assert {word: ratio for word, ratio in ratios.items() if ratio < 4.5} == {}, ground


def _colours(style):
    blocks = re.findall(r":root \{(.*?)\}", style, flags=re.S)[:2]
    read_ = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in blocks]
    return read_[0], read_[0] | read_[1]


def _contrast(one, other):
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_an_empty_case_has_a_page(read):
    page = read(replace(make_bare_dossier(), material=(), looked=()))

    assert "There is no material in this case yet." in page.text
