"""Texts that the tagger is trained on, and the base model that its teacher begins from."""

from __future__ import annotations

import importlib
import io
import random
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from sayso.claims.tagger.pieces import Vocabulary

TRAINING = Path(__file__).resolve().parents[2] / "training" / "claims"
PIECES = ["[CLS]", "[SEP]", "[MASK]", "\u201c", "\u201d", "\u2018", "\u2019", '"', "'", "ferry", "late"]


@pytest.fixture
def varied(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return a window, and what two hundred variations make of it."""
    monkeypatch.syspath_prepend(str(TRAINING))
    window = importlib.import_module("data").Window
    variation = importlib.import_module("vary").Variation(PIECES)
    inner = [3, 9, 10, 4] * 20
    plain = window(
        ids=[0, *inner, 1], features=[0, *[8] * 80, 0], tags=[5] * 82, cue_of=[7] * 82, source_of=[2] * 82
    )
    rng = random.Random(3)
    return [plain, *(variation.of(plain, rng) for _ in range(200))]


def test_tags_links_length_and_ends_stay(varied: list[Any]) -> None:
    plain, *changed = varied
    for window in changed:
        assert (window.tags, window.cue_of, window.source_of) == (plain.tags, plain.cue_of, plain.source_of)
        assert len(window.ids) == len(plain.ids) == len(window.features)
        assert (window.ids[0], window.ids[-1]) == (0, 1)


def test_some_windows_have_straight_marks_and_some_no_capitals(varied: list[Any]) -> None:
    changed = varied[1:]
    straight = [window for window in changed if PIECES.index('"') in window.ids]
    assert 0 < len(straight) < len(changed)
    assert not any(PIECES.index("\u201c") in window.ids for window in straight)
    assert 0 < sum(8 not in window.features for window in changed) < len(changed)


def test_a_few_pieces_are_hidden_and_no_piece_becomes_another(varied: list[Any]) -> None:
    plain, *changed = varied
    hidden = sum(window.ids.count(2) for window in changed)
    assert 0.02 < hidden / (80 * len(changed)) < 0.1
    words = {(9, 9), (10, 10), (9, 2), (10, 2), (3, 3), (3, 2), (3, 7), (4, 4), (4, 2), (4, 7)}
    for window in changed:
        assert set(zip(plain.ids[1:-1], window.ids[1:-1], strict=True)) <= words


def test_a_text_without_annotation_has_pieces_but_nothing_to_learn_of_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))
    data = importlib.import_module("data")
    (tmp_path / "one.txt").write_text("ferry late", "utf-8")
    [text] = data.read_texts(tmp_path, Vocabulary([*PIECES, "[UNK]"]))
    ignored = [data.IGNORED] * 2
    assert ([PIECES[one] for one in text.ids], text.tags) == (["ferry", "late"], ignored)
    assert (text.cue_of, text.source_of) == (ignored, ignored)


def test_two_texts_of_one_name_are_refused_by_that_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))
    data = importlib.import_module("data")
    texts = []
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text("ferry late", "utf-8")
        texts += data.read_texts(tmp_path / folder, Vocabulary([*PIECES, "[UNK]"]))
    data.refuse_same_names(texts[:1])
    with pytest.raises(SystemExit, match=r"more than one text \(one\)"):
        data.refuse_same_names(texts)


def test_a_window_knows_which_pieces_of_which_text_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))
    data = importlib.import_module("data")
    text = data.label("one", "ferry late " * 200, (), Vocabulary([*PIECES, "[UNK]"]))
    cut = list(data.windows(text, 30, (0, 1)))
    assert [window.start for window in cut] == [0, 30, 284]
    assert all(window.doc_id == "one" for window in cut)
    assert all(text.ids[w.start : w.start + len(w.ids) - 2] == w.ids[1:-1] for w in cut)


def test_a_base_model_in_five_packages_is_put_together(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))
    teacher_base = importlib.import_module("teacher_base")
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        for name in ("all-mpnet-base-v2/vocab.txt", "all-mpnet-base-v2/1_Pooling/config.json"):
            packed.writestr(name, "ferry")
    content = whole.getvalue()
    pieces = {}
    for part, package in enumerate(teacher_base.PACKAGES):
        pieces[package] = tmp_path / f"model.zip.{part}"
        pieces[package].write_bytes(content[part * len(content) // 5 : (part + 1) * len(content) // 5])

    class Listed(PurePosixPath):
        def locate(self) -> Path:
            return Path(self)

    monkeypatch.setattr(teacher_base.metadata, "files", lambda name: [Listed(pieces[name])])
    teacher_base.put_together(tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["vocab.txt"]


def test_a_base_model_of_which_a_package_is_missing_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))
    teacher_base = importlib.import_module("teacher_base")
    with pytest.raises(SystemExit, match=r"install locks/train-teacher\.txt"):
        teacher_base.put_together(tmp_path / "out")
