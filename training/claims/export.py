"""Turn a checkpoint into the two files that the extractor `tagger` reads.

    python export.py --checkpoint CHECKPOINT [CHECKPOINT ...] --out FOLDER [--name attribution-3]

Of several checkpoints, the mean of their weights is taken; they must come from one run up to some step.

Writes NAME.onnx (weights in eight bits), NAME.vocabulary.txt, and beside them
NAME.float.onnx for measuring what the eight bits cost.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from bases import base_model
from model import Attributor
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor
from transformers import BertModel

OPSET = 17
INPUTS = ("ids", "features", "mask")
OUTPUTS = ("tags", "cue_links", "source_links")


def export_float(model: Attributor, path: Path) -> None:
    """Write the network as ONNX with free batch size and length, its attention fused."""
    example = torch.ones(2, 16, dtype=torch.int64)
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS}
    axes |= {"tags": {0: "batch", 1: "pieces"}}
    axes |= {name: {0: "batch", 1: "pieces", 2: "pieces"} for name in OUTPUTS[1:]}
    with tempfile.TemporaryDirectory() as folder:
        plain = str(Path(folder) / "plain.onnx")
        torch.onnx.export(
            model,
            (example, example, example),
            plain,
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        _fuse(plain, path, model.encoder.config.num_attention_heads, model.encoder.config.hidden_size)


def _fuse(plain: str, path: Path, heads: int, hidden: int) -> None:
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False  # the features are added to the words' vectors before it
    fused = optimizer.optimize_model(
        plain, model_type="bert", num_heads=heads, hidden_size=hidden, optimization_options=options
    )
    fused.save_model_to_file(str(path))


def quantize(source: Path, path: Path) -> None:
    """Write the network with weights in eight bits, one scale a column.

    Seven bits of the eight are used: with all of them, processors that lack VNNI
    let sums of two products overflow.
    """
    quantize_dynamic(
        source,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Attention", "Gather"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def mean_weights(checkpoints: Sequence[Path]) -> dict[str, Tensor]:
    """Return the mean of the weights of some checkpoints, by name."""
    states = [torch.load(path)["model"] for path in checkpoints]
    return {name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]}


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+")
    parser.add_argument("--base", type=Path, default=base_model(), help="folder of the base model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="attribution-3")
    args = parser.parse_args()
    encoder = BertModel.from_pretrained(args.base, add_pooling_layer=False, attn_implementation="eager")
    model = Attributor(encoder)
    model.load_state_dict(mean_weights(args.checkpoint))
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    float_path = args.out / f"{args.name}.float.onnx"
    export_float(model, float_path)
    quantize(float_path, args.out / f"{args.name}.onnx")
    shutil.copyfile(args.base / "vocab.txt", args.out / f"{args.name}.vocabulary.txt")
    onnx.checker.check_model(str(args.out / f"{args.name}.onnx"))


if __name__ == "__main__":
    main()
