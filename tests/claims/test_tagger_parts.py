"""The tagger's parts without its network: word pieces, features, windows and decoding."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.tagger.decoding import Found, best_tags, decode, runs_of
from sayso.claims.tagger.features import FEATURES, piece_features, quoted_characters
from sayso.claims.tagger.pieces import Vocabulary
from sayso.claims.tagging import (
    STRETCH,
    WINDOW,
    Network,
    Stretch,
    TaggerMissing,
    Window,
    log_softmax,
    stretch_bounds,
    window_bounds,
)

VOCABULARY = Vocabulary(["[UNK]", "[CLS]", "[SEP]", "the", "crane", "##s", "fell", ".", "cafe", "\u201c"])


def pieces_of(text):
    return [(text[start:end], number) for number, start, end in VOCABULARY.pieces(text)]


def test_a_word_is_cut_into_the_longest_pieces_of_the_vocabulary():
    assert pieces_of("The cranes fell.") == [("The", 3), ("crane", 4), ("s", 5), ("fell", 6), (".", 7)]


def test_accents_and_capitals_do_not_matter():
    assert pieces_of("CAFÉ cafe\u0301") == [("CAFÉ", 8), ("cafe", 8)]


def test_what_the_vocabulary_lacks_is_one_unknown_piece():
    assert pieces_of("the quay") == [("the", 3), ("quay", 0)]


@given(st.text(st.characters(exclude_categories=[]), max_size=80))
def test_pieces_stand_in_any_text_in_order_and_within_it(text):
    end = 0
    for _, start, stop in VOCABULARY.pieces(text):
        assert end <= start < stop <= len(text) or (start, stop) == (end, end)
        end = max(end, stop)


@given(st.text(max_size=80))
def test_every_piece_has_a_feature_of_the_network(text):
    offsets = [(start, end) for _, start, end in VOCABULARY.pieces(text)]
    features = piece_features(text, offsets)
    assert len(features) == len(offsets)
    assert all(0 <= feature < FEATURES for feature in features)


def test_capitals_line_breaks_and_quotation_marks_tell_pieces_apart():
    text = 'the The THE\n\nthe "the"'
    offsets = [(start, end) for _, start, end in VOCABULARY.pieces(text) if text[start] != '"']
    assert len(set(piece_features(text, offsets)[1:])) == len(offsets) - 1


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('a "b" c', '"b"'),
        ("a \u201cb\u201d c", "\u201cb\u201d"),
        ('a "b\nc', '"b'),
        ("a b c", ""),
    ],
)
def test_a_quotation_ends_at_its_mark_or_with_its_line(text, quoted):
    marked = quoted_characters(text)
    assert "".join(c for c, inside in zip(text, marked, strict=True) if inside) == quoted


@given(st.integers(0, 3000))
def test_windows_cover_all_pieces_and_overlap(pieces):
    bounds = window_bounds(pieces)
    assert sorted({place for start, end in bounds for place in range(start, end)}) == list(range(pieces))
    assert all(end - start <= WINDOW for start, end in bounds)
    assert all(b[0] < a[1] for a, b in itertools.pairwise(bounds))


def test_a_long_text_is_cut_into_stretches_where_a_line_ends():
    line = "the crane fell .\n"
    text = line * 3000
    offsets = [(start, end) for _, start, end in VOCABULARY.pieces(text)]
    bounds = list(stretch_bounds(text, offsets))
    assert len(bounds) > 1
    assert [b[0] for b in bounds[1:]] == [b[1] for b in bounds[:-1]]
    assert all(last - first <= STRETCH for first, last in bounds)
    assert all(text[offsets[first][0] - 1] == "\n" for first, _ in bounds[1:])


def test_one_long_line_is_cut_all_the_same():
    text = "crane " * (2 * STRETCH + 5)
    offsets = [(start, end) for _, start, end in VOCABULARY.pieces(text)]
    assert [last - first for first, last in stretch_bounds(text, offsets)] == [STRETCH, STRETCH, 5]


def scores_for(tags):
    """Return scores that are sure of these tags."""
    scores = np.full((len(tags), 7), -9.0, dtype=np.float32)
    scores[range(len(tags)), tags] = 0.0
    return scores


def test_an_inside_tag_without_a_beginning_is_not_believed():
    scores = scores_for([0, 6, 6])
    scores[1, 5] = -0.1
    assert best_tags(scores) == [0, 5, 6]


def test_runs_of_one_role_that_touch_stay_two():
    assert runs_of([5, 6, 5, 0, 3]) == {"source": [], "cue": [(4, 5)], "content": [(0, 2), (2, 3)]}


def window(tags, cue_of, source_of, start=0):
    """Return a window that is sure of its tags and links; places count in the window, None is "nowhere"."""

    def links(targets):
        scores = np.zeros((len(tags), len(tags) + 1), dtype=np.float32)
        for place, target in targets.items():
            scores[place, 0 if target is None else target + 1] = 9.0
        return log_softmax(scores)

    return Window(start, log_softmax(scores_for(tags)), links(cue_of), links(source_of))


def stretch_of(*windows):
    pieces = max(w.start + len(w.tags) for w in windows)
    return Stretch([(place, place + 1) for place in range(pieces)], windows)


def test_a_content_in_two_runs_goes_to_its_cue_and_the_cue_to_its_source():
    # content, source, cue, content
    tags = [5, 6, 1, 3, 5, 6]
    links = {0: 3, 1: 3, 4: 3, 5: 3}
    found = decode(stretch_of(window(tags, links, {3: 2})))
    assert found == [Found((2, 3), (3, 4), ((0, 2), (4, 6)))]


def test_two_cues_may_share_a_source():
    # source, cue, content, cue, content
    found = decode(stretch_of(window([1, 3, 5, 3, 5], {2: 1, 4: 3}, {1: 0, 3: 0})))
    assert found == [Found((0, 1), (1, 2), ((2, 3),)), Found((0, 1), (3, 4), ((4, 5),))]


def test_a_cue_that_points_nowhere_has_no_source():
    found = decode(stretch_of(window([1, 0, 3, 5], {3: 2}, {2: None})))
    assert found == [Found(None, (2, 3), ((3, 4),))]


def test_the_window_in_whose_middle_a_piece_stands_decides():
    sure = window([0, 0, 1, 3, 5, 0, 0], {4: 3}, {3: 2})
    edge = window([0, 0, 0], {}, {}, start=4)
    assert decode(stretch_of(sure, edge)) == [Found((2, 3), (3, 4), ((4, 5),))]


def test_a_network_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(TaggerMissing, match="no-such"):
        Network(tmp_path / "no-such.onnx", tmp_path / "no-such.txt")
