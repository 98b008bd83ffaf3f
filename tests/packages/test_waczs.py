"""Web archives (WACZ), checked: what the format allows, and each way in which one can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.packages import check_wacz
from sayso.testing.samples.waczs import SAMPLES, filed_under, signed_for_domain, with_pages
from sayso.testing.web_archives import PAGES, make_wacz, sha256_digest, warc_record


@pytest.mark.parametrize(("verdict", "make"), SAMPLES.values(), ids=SAMPLES.keys())
def test_each_wacz_gets_its_verdict(tmp_path: Path, verdict: str, make: Callable[[], bytes]) -> None:
    path = tmp_path / "sample.wacz"
    path.write_bytes(make())

    check = check_wacz(path)

    assert check.verdict == verdict, check
    assert bool(check.reasons) == (verdict != "accept")


def test_all_damage_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "sample.wacz"
    parts = make_wacz()
    parts.files["pages/pages.jsonl"] += b"{\n"
    parts.files["extra.txt"] = b"x"
    path.write_bytes(parts.packed())

    reasons = check_wacz(path).reasons

    assert [any(word in reason for reason in reasons) for word in ("is not listed", "hash", "no JSON")] == [
        True
    ] * 3


def test_pages_of_which_there_is_no_record_are_a_note(tmp_path: Path) -> None:
    path = tmp_path / "sample.wacz"
    path.write_bytes(with_pages({"url": "https://elsewhere.example/", "ts": "2026-03-01"}))

    check = check_wacz(path)

    assert check.verdict == "accept"
    assert any("no record is of 'https://elsewhere.example/'" in note for note in check.notes)


def test_nobody_is_trusted_for_signing(tmp_path: Path) -> None:
    path = tmp_path / "sample.wacz"
    path.write_bytes(signed_for_domain())

    assert any("was not held against any list of roots" in note for note in check_wacz(path).notes)


def test_a_wacz_that_is_not_there_was_not_looked_at(tmp_path: Path) -> None:
    assert check_wacz(tmp_path / "none.wacz").verdict == "unknown"


def test_keys_of_other_paths_than_their_addresses_are_counted_in_a_note(tmp_path: Path) -> None:
    stray, right = tmp_path / "stray.wacz", tmp_path / "right.wacz"
    stray.write_bytes(SAMPLES["a key of another path, as a note"][1]())
    right.write_bytes(SAMPLES["a key of a request that was posted"][1]())

    assert any("files 1 of its lines under other paths" in note for note in check_wacz(stray).notes)
    assert not any("other paths" in note for note in check_wacz(right).notes)


def test_a_payload_that_cannot_be_told_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sample.wacz"
    head = b"HTTP/1.1 200 OK\r\nX-Note: " + b"a" * (1 << 20)
    record = warc_record(
        {
            "WARC-Type": "response",
            "WARC-Record-ID": "<urn:uuid:1>",
            "WARC-Target-URI": PAGES[0].url,
            "WARC-Date": PAGES[0].at,
            "Content-Type": "application/http; msgtype=response",
            "WARC-Payload-Digest": sha256_digest(PAGES[0].body),
            "Content-Length": str(len(head)),
        },
        head,
    )
    path.write_bytes(make_wacz(pages=PAGES[:1], change_record=lambda _: record).packed())

    check = check_wacz(path)

    assert check.verdict == "unknown"
    assert "cannot be told" in check.reasons[0]


@pytest.mark.parametrize(
    ("of", "key", "verdict"),
    [
        ("urn:text:of-the-quay", "example,harbour)/", "reject"),
        ("urn:text:https://elsewhere.example/", "example,harbour)/", "reject"),
        ("urn:text:of-the-quay", "urn:text:of-the-quay", "accept"),
        ("urn:text:https://harbour.example/", "urn:text:https://harbour.example/", "accept"),
        ("dns:harbour.example", "example,harbour)/", "accept"),
    ],
)
def test_a_record_of_no_website_stands_under_no_site_that_it_does_not_name(
    tmp_path: Path, of: str, key: str, verdict: str
) -> None:
    path = tmp_path / "sample.wacz"
    path.write_bytes(filed_under(key, of))

    check = check_wacz(path)

    assert check.verdict == verdict, check
    assert ("under another site" in str(check.reasons)) == (verdict == "reject")
