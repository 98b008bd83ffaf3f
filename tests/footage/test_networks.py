"""A network of the user's own describes pictures, and leads the search to what it finds alike."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from sayso.footage.described import DescriptorIndex, plain_within, through_descriptors, vectors_of, within
from sayso.footage.fingerprinting import Still, fingerprint_method, print_of_frames
from sayso.footage.networks import Network, NetworkUnusable, Preparation, prepare, quantised
from sayso.footage.prints import PrintUnreadable, print_from_json, print_to_json
from sayso.footage.search import CopyIndex
from sayso.footage.types import Described
from sayso.testing.frames import patchwork
from sayso.testing.networks import write_network
from sayso.values import MediaTime, canonical_json, digest_bytes, digest_file

SIDE, POOL, DIMENSIONS = 32, 4, 24


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("network") / "small.onnx"
    weights = np.random.default_rng(0).normal(0, 1, (3 * (SIDE // POOL) ** 2, DIMENSIONS)).astype(np.float32)
    write_network(path, weights, side=SIDE, pool=POOL)
    beside = {"width": SIDE, "height": SIDE, "near": 0.9}
    path.with_name("small.onnx.json").write_text(json.dumps(beside), "utf-8")
    return path


@pytest.fixture(scope="module")
def network(path):
    return Network(path)


def footage(name, frames, network):
    shown = [Still(at=MediaTime(n, Fraction(1, 4)), rgb=frame) for n, frame in enumerate(frames)]
    return print_of_frames(
        shown, digest_bytes(name.encode()), width=192, height=108, duration_s=len(shown) / 4, network=network
    )


@pytest.fixture(scope="module")
def prints(network):
    return [footage(f"place {seed}", list(patchwork(40, seed=seed)), network) for seed in range(3)]


def test_a_picture_is_resized_and_normalised_as_the_file_beside_the_network_says():
    picture = np.zeros((20, 30, 3), dtype=np.uint8)
    picture[:, :, 0] = 255
    prepared = Preparation(width=8, height=4, mean=(0.5, 0.0, 0.25), std=(0.5, 1.0, 0.25))

    values = prepare(picture, prepared)

    assert values.shape == (1, 3, 4, 8)
    assert values.dtype == np.float32
    assert [float(plane.mean()) for plane in values[0]] == [1.0, 0.0, -1.0]


def test_vectors_are_what_the_network_computes(path, network):
    picture = next(patchwork(1, seed=3))
    weights = np.random.default_rng(0).normal(0, 1, (3 * (SIDE // POOL) ** 2, DIMENSIONS)).astype(np.float32)
    given = prepare(picture, network.prepared)[0]
    pooled = given.reshape(3, SIDE // POOL, POOL, SIDE // POOL, POOL).mean(axis=(2, 4)).ravel()
    expected = pooled @ weights

    [vector] = network.describe([picture])

    assert (network.digest, network.dimensions) == (digest_file(path), DIMENSIONS)
    cosine = vector @ expected / np.linalg.norm(vector.astype(float)) / np.linalg.norm(expected)
    assert cosine > 0.999


def test_storing_vectors_in_whole_steps_keeps_their_directions():
    rng = np.random.default_rng(2)
    ours, theirs = rng.normal(size=(2, 50, 512))
    theirs = ours + 0.7 * theirs

    def cosines(left, right):
        return (left * right).sum(axis=1) / np.linalg.norm(left, axis=1) / np.linalg.norm(right, axis=1)

    kept = [np.stack([quantised(row) for row in rows]).astype(float) for rows in (ours, theirs)]
    assert np.abs(cosines(*kept) - cosines(ours, theirs)).max() < 0.002
    assert not quantised(np.zeros(4)).any()
    assert not quantised(np.array([1.0, np.nan])).any()


def test_the_method_names_the_network_by_its_digest(network):
    method = fingerprint_method(network)

    assert method.models == {"small.onnx": network.digest}
    assert "onnxruntime" in method.packages
    assert canonical_json(method.to_json())
    assert fingerprint_method().models == {}


def test_a_print_is_described_where_it_has_local_features_and_read_as_written(prints, network):
    [one, *_] = prints

    back = print_from_json(json.loads(canonical_json(print_to_json(one))))

    assert back.described == one.described
    assert one.described.model == network.digest
    assert len(one.described.keyframes) == len(one.locals)
    assert vectors_of(one.described).shape == (len(one.locals), DIMENSIONS)


def test_without_a_network_nothing_is_described():
    assert footage("plain", list(patchwork(4, seed=1)), None).described is None


def test_a_damaged_description_is_refused(prints):
    stored = print_to_json(prints[0])

    for damage in ({"dimensions": 5}, {"keyframes": [10**6] * len(prints[0].locals)}, {"near": 2.0}):
        with pytest.raises(PrintUnreadable):
            print_from_json(stored | {"described": stored["described"] | damage})


def test_the_search_finds_what_comparing_every_pair_finds():
    rng = np.random.default_rng(4)
    vectors = rng.integers(-127, 128, (40, 16)).astype(np.int8)
    queries = np.concatenate([vectors[:5], rng.integers(-127, 128, (6, 16)).astype(np.int8)])
    queries[10] = 0

    ours, theirs, cosines = within(queries, vectors, 0.3)

    expected = plain_within(queries, vectors, 0.3)
    assert len(expected) > 5
    assert list(zip(ours.tolist(), theirs.tolist(), strict=True)) == [pair[:2] for pair in expected]
    assert cosines == pytest.approx([pair[2] for pair in expected], abs=1e-5)


def test_nothing_is_near_in_an_empty_index(prints):
    assert DescriptorIndex().near(prints[0].described, [0]) == []
    assert [len(column) for column in within(np.zeros((1, 4), np.int8), np.empty((0, 4), np.int8), 0.5)] == [
        0
    ] * 3


def test_only_descriptions_by_the_same_network_are_compared(prints):
    other = replace(prints[0].described, model=digest_bytes(b"another network"))
    index = DescriptorIndex()
    for one in (prints[0].described, other, None):
        index.add(one)

    assert [owner for owner, *_ in index.near(prints[0].described, range(3))] == [0]


def test_frames_that_are_near_lead_to_the_stretch_they_show(prints, network):
    index = DescriptorIndex()
    for one in prints:
        index.add(one.described)
    part = footage("part", list(patchwork(40, seed=2))[12:32], network)

    found = list(through_descriptors(index, part, prints, range(3), [(0.0, 5.0)]))

    assert found
    assert {candidate.owner for candidate in found} == {2}
    assert {candidate.technique for candidate in found} == {"descriptor"}
    assert {candidate.mirror for candidate in found} == {False, True}


def test_a_copy_is_found_through_descriptors_alone(prints, network):
    def bare(one):
        later = (replace(frame, hash=None, unusable="set aside") for frame in one.keyframes[1:])
        return replace(one, keyframes=(one.keyframes[0], *later), locals=())

    part = bare(footage("part", list(patchwork(40, seed=2))[12:32], network))
    with_door = CopyIndex([bare(one) for one in prints]).search(part)
    without = CopyIndex([replace(bare(one), described=None) for one in prints]).search(part)

    assert without.copies == ()
    assert {(copy.kind, copy.found) for copy in with_door.copies} == {
        ("same-footage", digest_bytes(b"place 2"))
    }
    assert with_door.copies[0].techniques == ("descriptor",)


@pytest.mark.parametrize(
    ("beside", "why"),
    [
        ({"width": SIDE, "height": SIDE, "size": 3}, "not as it must be"),
        ({"width": "wide"}, "not as it must be"),
        ({"width": SIDE, "height": SIDE, "std": [0, 1, 1]}, "out of range"),
        ({"width": SIDE, "height": SIDE, "near": 1.5}, "out of range"),
        ({"width": 64, "height": 64}, "say otherwise"),
    ],
)
def test_a_wrong_file_beside_the_network_is_refused_with_what_is_wrong(path, tmp_path, beside, why):
    copy = tmp_path / "copy.onnx"
    copy.write_bytes(path.read_bytes())
    copy.with_name("copy.onnx.json").write_text(json.dumps(beside), "utf-8")

    with pytest.raises(NetworkUnusable, match=why):
        Network(copy)


def test_what_is_no_network_is_refused(tmp_path):
    (tmp_path / "no.onnx").write_bytes(b"not a network")

    with pytest.raises(NetworkUnusable, match="onnxruntime does not load it"):
        Network(tmp_path / "no.onnx")
    with pytest.raises(NetworkUnusable, match="cannot be read"):
        Network(tmp_path / "nowhere.onnx")


def test_a_stored_description_keeps_how_near_counts(prints):
    assert isinstance(prints[0].described, Described)
    assert prints[0].described.near == 0.9
