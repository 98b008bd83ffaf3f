"""Small networks as ONNX files, written without a library: what is needed of its format, by hand.

Source: the ONNX project's `onnx.proto`, for field numbers; "Protocol Buffers: Encoding" for bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FLOAT = 1  # of TensorProto.DataType
INTS = 7  # of AttributeProto.AttributeType
OPSET = 13
IR_VERSION = 8


def write_network(path: Path, weights: NDArray[np.float32], *, side: int, pool: int) -> Path:
    """Write a network that shrinks a (1, 3, side, side) picture by `pool` and multiplies it by `weights`.

    Args:
        weights: (3 * (side / pool) ** 2, dimensions).
    """
    dimensions = weights.shape[1]
    pooling = _node("AveragePool", ["picture"], "small", kernel_shape=[pool, pool], strides=[pool, pool])
    graph = b"".join(
        (
            _field(1, pooling),
            _field(1, _node("Flatten", ["small"], "flat")),
            _field(1, _node("MatMul", ["flat", "weights"], "vector")),
            _field(2, b"small network"),
            _field(5, _tensor("weights", weights)),
            _field(11, _value("picture", (1, 3, side, side))),
            _field(12, _value("vector", (1, dimensions))),
        )
    )
    opset = _field(1, b"") + _number(2, OPSET)
    path.write_bytes(_number(1, IR_VERSION) + _field(7, graph) + _field(8, opset))
    return path


def _node(kind: str, inputs: Iterable[str], output: str, **lists: list[int]) -> bytes:
    parts = [_field(1, name.encode()) for name in inputs]
    parts += [_field(2, output.encode()), _field(4, kind.encode())]
    for name, values in lists.items():
        attribute = _field(1, name.encode()) + b"".join(_number(8, value) for value in values)
        parts.append(_field(5, attribute + _number(20, INTS)))
    return b"".join(parts)


def _tensor(name: str, values: NDArray[np.float32]) -> bytes:
    sizes = b"".join(_number(1, size) for size in values.shape)
    data = np.ascontiguousarray(values, dtype="<f4").tobytes()
    return sizes + _number(2, FLOAT) + _field(8, name.encode()) + _field(9, data)


def _value(name: str, shape: tuple[int, ...]) -> bytes:
    sizes = b"".join(_field(1, _number(1, size)) for size in shape)
    tensor = _number(1, FLOAT) + _field(2, sizes)
    return _field(1, name.encode()) + _field(2, _field(1, tensor))


def _field(number: int, data: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
