"""Time stamps, checked: each way in which a reply can be wrong, and the ways in which a right one differs."""

from __future__ import annotations

import hashlib

import pytest

from sayso.custody.stamp_check import check_stamp
from sayso.testing.authority import Answering, encoded, make_request, pem
from sayso.testing.samples.stamps import AT, AUTHORITY, DATA, NOW, OTHER, SAMPLES, Sample, flipped
from sayso.values import digest_bytes


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_each_reply_gets_its_verdict(sample: Sample) -> None:
    check = sample.check()

    assert check.verdict == sample.verdict, check
    assert bool(check.reasons) == (sample.verdict != "accept")


def test_it_is_said_that_a_certificate_has_expired_since() -> None:
    check = SAMPLES["certificate expired since"].check()

    assert any("has expired since (2024-07-01)" in note for note in check.notes)


def test_the_digest_will_do_for_the_data() -> None:
    reply = AUTHORITY.answer(make_request(DATA), Answering(at=AT))

    assert check_stamp(reply, digest_bytes(DATA), [pem(AUTHORITY.root)]).verdict == "accept"
    assert check_stamp(reply, digest_bytes(b"other"), [pem(AUTHORITY.root)]).verdict == "reject"


def test_a_digest_of_another_kind_cannot_be_compared() -> None:
    reply = AUTHORITY.answer(make_request(DATA, hash_name="sha512"), Answering(at=AT))

    assert check_stamp(reply, digest_bytes(DATA), [pem(AUTHORITY.root)]).verdict == "unknown"


def test_no_change_to_what_was_signed_is_accepted() -> None:
    """Each byte of the stamp, of what was signed with it, and of the signature."""
    request = make_request(DATA)
    reply = AUTHORITY.answer(request, Answering(at=AT))
    roots = [pem(AUTHORITY.root)]
    signed = reply.index(encoded(AUTHORITY.signer)) + len(encoded(AUTHORITY.signer))
    stamped = reply.index(hashlib.sha256(DATA).digest())

    accepted = [
        place
        for place in (*range(stamped - 60, stamped + 60), *range(signed, len(reply)))
        if check_stamp(flipped(place)(reply), DATA, roots, request, NOW).verdict == "accept"
    ]

    assert accepted == []


def test_whatever_bit_of_a_reply_is_changed_there_is_a_verdict() -> None:
    """Few changes are accepted: of the status, and of certificates that nothing rests on."""
    request = make_request(DATA)
    reply = AUTHORITY.answer(request, Answering(at=AT, embed=(AUTHORITY.signer, OTHER.root)))
    roots = [pem(AUTHORITY.root)]
    unsigned = reply.index(encoded(OTHER.root))

    for place in range(len(reply)):
        check = check_stamp(flipped(place, place % 8)(reply), DATA, roots, request, NOW)
        is_left_open = place < 40 or unsigned <= place < unsigned + len(encoded(OTHER.root))
        assert is_left_open or not check.accepted, place


def test_a_root_is_read_among_other_text() -> None:
    text = b"Our root:\n\n" + pem(AUTHORITY.root) + b"\nkept by the desk\n"

    assert Sample(verdict="accept", roots=(text,)).check().verdict == "accept"


def test_only_the_last_of_a_chain_is_trusted() -> None:
    mixed = pem(OTHER.signer, AUTHORITY.root)

    assert Sample(verdict="reject", authority=OTHER, roots=(mixed,)).check().verdict == "reject"
