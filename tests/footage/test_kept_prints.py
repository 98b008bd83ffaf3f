"""The benchmark of footage keeps fingerprints whole or not at all, and halves only undecided scores."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.footage import predict

from sayso.footage.fingerprinting import fingerprint_method
from sayso.footage.types import Copy, CopySearch, Segment
from sayso.values import digest_bytes

COPY = Copy(
    kind="same-footage",
    query=digest_bytes(b"query"),
    found=digest_bytes(b"found"),
    segments=(Segment(query_start_s=0, query_end_s=4, found_start_s=0, found_end_s=4),),
    query_region=None,
    found_region=None,
    mirror=False,
    speed=1.0,
    score=0.8,
    evidence=(),
    techniques=(),
)


def test_fingerprints_are_kept_beside_the_folder_that_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "clips").mkdir()
    monkeypatch.chdir(tmp_path / "clips")

    assert predict.kept_fingerprints(Path(), 1) == {}

    [kept] = tmp_path.glob("prints-*")
    assert kept.name.startswith("prints-clips-")


def test_of_no_distractors_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()

    assert predict.kept_distractors(tmp_path / "clips", 0, 1) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["clips"]


def test_what_was_interrupted_while_it_was_kept_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    whole = Path.write_bytes

    def half(path: Path, data: bytes) -> int:
        whole(path, data[: len(data) // 2])
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(Path, "write_bytes", half)
        with pytest.raises(KeyboardInterrupt):
            predict.kept_fingerprints(clips, 1)

    assert predict.kept_fingerprints(clips, 1) == {}
    [kept] = tmp_path.glob("prints-*.pkl")
    assert pickle.loads(kept.read_bytes()) == {}


@pytest.mark.parametrize(
    ("kind", "score"), [("same-footage", 0.8), ("undecided", 0.4), ("same-place", 0.8), ("same-sound", 0.8)]
)
def test_only_what_is_undecided_is_written_at_half_its_score(kind: str, score: float) -> None:
    found = replace(COPY, kind=kind)  # type: ignore[arg-type]
    search = CopySearch(
        query=COPY.query,
        copies=(found,),
        searched=1,
        searched_keyframes=1,
        skipped=(),
        method=fingerprint_method(),
    )

    [line] = predict.lines_of("query", search, {COPY.found: "found"}, all_kinds=True)

    assert json.loads(line)["score"] == score
