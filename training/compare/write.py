"""Turn what was learnt into the network that comparing reads claims with.

    python write.py --weights WEIGHTS.pt --out FOLDER [--name question-2]

Writes NAME.onnx, weights in eight bits, and beside it NAME.float.onnx for measuring what the eight bits cost.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from export import OPSET, quantize
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from reader import Reader


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="question-2")
    args = parser.parse_args()
    model = Reader("eager")
    model.load_state_dict(torch.load(args.weights))
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    whole = args.out / f"{args.name}.float.onnx"
    write_float(model, whole)
    quantize(whole, args.out / f"{args.name}.onnx")
    onnx.checker.check_model(str(args.out / f"{args.name}.onnx"))


def write_float(model: Reader, path: Path) -> None:
    """Write the network as ONNX with free batch size and length, its attention fused."""
    example = torch.ones(2, 16, dtype=torch.int64)
    free = {0: "claims", 1: "pieces"}
    with tempfile.TemporaryDirectory() as folder:
        plain = str(Path(folder) / "plain.onnx")
        torch.onnx.export(
            model,
            (example, example),
            plain,
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": free, "mask": free, "vectors": {0: "claims"}},
            opset_version=OPSET,
            dynamo=False,
        )
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False  # the words' vectors are to be written in eight bits
        config = model.encoder.config
        fused = optimizer.optimize_model(
            plain,
            model_type="bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
            optimization_options=options,
        )
        fused.save_model_to_file(str(path))


if __name__ == "__main__":
    main()
