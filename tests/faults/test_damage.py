"""Bytes that change behind our back, and people who change them with skill."""

from __future__ import annotations

from pathlib import Path

from benchmarks.evidence.flips import cut_entries, cut_short, flip_bits
from benchmarks.evidence.rewrites import EDITS, rewrite
from benchmarks.evidence.stores import filled_archive

from sayso.custody import read_heads, verify


def test_each_flipped_bit_is_found_and_the_damaged_item_named(work: Path) -> None:
    files = filled_archive(work, items=12)

    faults = flip_bits(files, 200)

    assert faults.made == 200
    assert faults.missed == []
    assert faults.unnamed == []
    assert set(faults.made_in) >= {"objects", "log", "heads", "withheld", "archive.toml"}
    assert verify(files).holds  # each was put right again


def test_each_file_that_is_cut_short_and_each_end_that_is_cut_off_is_found(work: Path) -> None:
    files = filled_archive(work, items=8)
    heads = [head.to_bytes() for head in read_heads(files)]

    lengths, entries = cut_short(files, 4, heads), cut_entries(files, 6, heads)

    assert lengths.made > 100
    assert (lengths.missed, lengths.unnamed) == ([], [])
    assert (entries.missed, entries.unnamed) == ([], [])
    assert verify(files).holds


def test_skilled_edits_that_the_archive_itself_cannot_show_are_found_by_an_earlier_head(work: Path) -> None:
    found = rewrite(filled_archive(work, items=8, is_sealed=False), 2 * len(EDITS), work)

    assert found.made == 2 * len(EDITS)
    assert found.inconsistent == []  # without a head, none of them shows
    assert found.unseen_by_verify == []
    assert found.unseen_by_proof == []
