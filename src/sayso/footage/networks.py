"""Learned descriptors of pictures: a network of the user's own, as an ONNX file.

Off unless a file is named. Such as SSCD or DINO: a picture in, a vector out, near for
pictures that show the same. Only this module of the room imports onnxruntime; it runs
in one thread, so that results do not hang on the machine.

How a picture is given to the network stands beside it, in `<file>.json`; what is not
said there is as `Preparation` has it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from sayso.footage.pictures import resize_grey
from sayso.footage.types import Picture
from sayso.values import AskedWrongly, Digest, digest_file

PACKAGES = ("onnxruntime",)
LARGEST_SIDE = 2048  # pixels of a network's input
MOST_DIMENSIONS = 8192
FULL = 127  # the largest step of a stored value

Vectors = NDArray[np.int8]  # (n, dimensions); only their directions count


class NetworkUnusable(AskedWrongly):
    """The file that is named as a learned descriptor is none."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return (
            f"{self.path} cannot be used to describe pictures: {self.why}. "
            "Name an ONNX file as docs/methods.md says, or take `descriptor` out of the settings."
        )


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """How pictures are given to a network, and how near two must be."""

    width: int = 288  # pixels; a size that the network itself fixes must be the same
    height: int = 288
    mean: tuple[float, float, float] = (0.485, 0.456, 0.406)  # taken off red, green and blue, 0 to 1
    std: tuple[float, float, float] = (0.229, 0.224, 0.225)  # by which they are divided then
    near: float = 0.75  # cosine of two vectors from which on they are worth a look


class Network:
    """A learned descriptor, ready to be used."""

    def __init__(self, path: Path) -> None:
        """Load a network and what stands beside it.

        Raises:
            NetworkUnusable: when it is no network from one picture to one vector.
        """
        self.name = path.name
        self.prepared = _preparation(path)
        self.digest: Digest = _digest(path)
        self._path = str(path)
        self._session = _session(path)
        self._input, self._output = self._ends()
        self.dimensions = self._run(np.zeros((self.prepared.height, self.prepared.width, 3), np.uint8)).size
        if not 1 < self.dimensions <= MOST_DIMENSIONS:
            raise NetworkUnusable(self._path, f"it answers with {self.dimensions} numbers, not with a vector")

    def parameters(self) -> dict[str, object]:
        """Return what decides its answers beside its bytes, without floats."""
        prepared = self.prepared
        return {
            "descriptor": self.name,
            "descriptor_size": [prepared.width, prepared.height],
            "descriptor_mean": [str(value) for value in prepared.mean],
            "descriptor_std": [str(value) for value in prepared.std],
            "descriptor_near": str(prepared.near),
        }

    def packages(self) -> dict[str, str]:
        """Return the versions of the packages that run it."""
        return {name: version(name) for name in PACKAGES}

    def describe(self, pictures: Sequence[Picture]) -> Vectors:
        """Return the (n, dimensions) vectors of pictures; one of zeros where the network gives no direction.

        Raises:
            NetworkUnusable: when it breaks down, or answers one picture otherwise than another.
        """
        rows = [quantised(self._run(picture)) for picture in pictures]
        if any(len(row) != self.dimensions for row in rows):
            raise NetworkUnusable(self._path, "its vectors are not all of one length")
        return np.stack(rows) if rows else np.empty((0, self.dimensions), dtype=np.int8)

    def _run(self, picture: Picture) -> NDArray[np.float64]:
        try:
            [answer] = self._session.run([self._output], {self._input: prepare(picture, self.prepared)})
        except Exception as error:  # onnxruntime's errors share no class of their own
            raise NetworkUnusable(self._path, f"it breaks down ({_first_line(error)})") from error
        return np.asarray(answer, dtype=np.float64).ravel()

    def _ends(self) -> tuple[str, str]:
        """Return the names of its input and of the output that is used: its first."""
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        if len(inputs) != 1 or len(inputs[0].shape) != 4 or inputs[0].type != "tensor(float)":
            raise NetworkUnusable(self._path, "it does not take one picture of 1 x 3 x height x width floats")
        wanted = (3, self.prepared.height, self.prepared.width)
        for side, fixed in zip(wanted, inputs[0].shape[1:], strict=True):
            if isinstance(fixed, int) and fixed != side:
                said = " x ".join(map(str, inputs[0].shape))
                raise NetworkUnusable(
                    self._path, f"it takes {said}, and width and height in its JSON say otherwise"
                )
        return inputs[0].name, outputs[0].name


def prepare(picture: Picture, prepared: Preparation) -> NDArray[np.float32]:
    """Return a picture as (1, 3, height, width) floats: resized, from 0 to 1, then normalised."""
    planes = [
        resize_grey(np.ascontiguousarray(picture[:, :, colour]), prepared.width, prepared.height)
        for colour in range(3)
    ]
    values = np.stack(planes).astype(np.float32) / 255
    mean, std = (np.array(each, dtype=np.float32)[:, None, None] for each in (prepared.mean, prepared.std))
    return np.asarray((values - mean) / std, dtype=np.float32)[None]


def quantised(vector: NDArray[np.float64]) -> Vectors:
    """Return a vector's direction in whole steps; zeros where it has none.

    Measured on chance vectors of 512 numbers: cosines move by at most 0.002.
    """
    largest = float(np.abs(vector).max(initial=0.0))
    if not np.isfinite(largest) or largest == 0:
        return np.zeros(len(vector), dtype=np.int8)
    return np.round(vector * (FULL / largest)).astype(np.int8)


def _preparation(path: Path) -> Preparation:
    beside = path.with_name(path.name + ".json")
    if not beside.exists():
        return Preparation()
    try:
        prepared = TypeAdapter(Preparation).validate_python(json.loads(beside.read_text("utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise NetworkUnusable(
            str(path), f"{beside.name} is not as it must be ({_first_line(error)})"
        ) from error
    sizes = 1 <= min(prepared.width, prepared.height) <= max(prepared.width, prepared.height) <= LARGEST_SIDE
    if not sizes or min(prepared.std) <= 0 or not 0 < prepared.near < 1:
        raise NetworkUnusable(str(path), f"{beside.name} holds a value out of range")
    return prepared


def _digest(path: Path) -> Digest:
    try:
        return digest_file(path)
    except OSError as error:
        raise NetworkUnusable(str(path), f"it cannot be read ({error.strerror})") from error


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no class of their own
        raise NetworkUnusable(str(path), f"onnxruntime does not load it ({_first_line(error)})") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
