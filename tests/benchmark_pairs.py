"""Writes pairs of real size and known agreement to measure with: `python -m tests.benchmark_pairs`.

What they cost is real: every weight is read and multiplied. How often their drafts are right is
planted, so that speed can be measured at any agreement without downloading a model.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.gguf_eagle3 import Eagle3Parts
from tests.gguf_factory import Quant, TinyShape
from tests.gguf_pairs import STRANGER, write_classic_pair, write_eagle3_pair, write_gemma_pair
from tests.gguf_qwen35 import Extent, write_qwen35
from tests.planted_language import Language

QUANT: Final[Quant] = "q8_0"

LANGUAGE = Language(code=128)
"""A longer code than the tests' own: among 32,768 words 64 signs are confused too often."""

AGREEMENTS = {"full": 0.05, "high": 0.15, "medium": 0.3, "low": 0.5, "none": 0.15}
"""What each level takes for `eps`; under `none` the drafter does not know the target's language.

Accepted over submitted at 130m, greedy, depth 3, 3 prompts of 128 tokens (`foretoken bench`), from
full to low: draft .98, .84, .70, .53; mtp .97, .80, .61, .49; nextn .90, .79, .62, .43; eagle3 .96,
.81, .63, .46; none .00.
"""


class Size(NamedTuple):
    """A target, and the drafter that goes with it."""

    target: TinyShape
    drafter: TinyShape


def _shape(
    width: int, layers: int, heads: int, kv_heads: int, head_dim: int, ffn: int, vocabulary: int
) -> TinyShape:
    return TinyShape(
        width=width,
        layers=layers,
        heads=heads,
        kv_heads=kv_heads,
        head_dim=head_dim,
        ffn=ffn,
        vocabulary=vocabulary,
        context=8192,
        sliding_window=512,
    )


SIZES = {
    "10m": Size(_shape(320, 8, 4, 2, 64, 896, 4096), _shape(288, 2, 4, 2, 64, 384, 4096)),
    "130m": Size(_shape(768, 12, 12, 4, 64, 2048, 32768), _shape(288, 2, 4, 2, 64, 768, 32768)),
    "350m": Size(_shape(1024, 24, 16, 4, 64, 2816, 32768), _shape(320, 3, 4, 2, 64, 896, 32768)),
    "700m": Size(_shape(1536, 24, 12, 4, 128, 4352, 32768), _shape(384, 4, 4, 2, 128, 1024, 32768)),
    "1b": Size(_shape(2048, 20, 16, 4, 128, 5632, 32768), _shape(512, 4, 4, 2, 128, 1408, 32768)),
    "3b": Size(_shape(3072, 24, 24, 8, 128, 8192, 32768), _shape(768, 4, 8, 2, 128, 2048, 32768)),
    "7b": Size(_shape(4096, 32, 32, 8, 128, 14336, 32768), _shape(1024, 4, 8, 2, 128, 2816, 32768)),
    "12b": Size(
        _shape(5120, 40, 40, 8, 128, 14848, 32768), _shape(1024, 6, 8, 2, 128, 2816, 32768)
    ),
}
"""Targets by their number of parameters. A quantized file takes 1.06 bytes a parameter, writing it
as much memory and about 12 s a billion."""


class Files(NamedTuple):
    """What was written; an MTP head inside the target is no second file."""

    target: Path
    drafter: Path | None


def _draft(folder: Path, size: Size, eps: float, strange: bool) -> Files:
    options = _options(size, strange)
    return Files(*write_classic_pair(folder, eps, drafter_shape=size.drafter, **options))


def _gemma(folder: Path, size: Size, eps: float, strange: bool) -> Files:
    options = _options(size, strange)
    return Files(*write_gemma_pair(folder, eps, drafter_shape=size.drafter, **options))


def _nextn(folder: Path, size: Size, eps: float, strange: bool) -> Files:
    extent = Extent(interval=4, trained=not strange)
    shape = nextn_shape(size.target)
    path = folder / "qwen.gguf"
    return Files(write_qwen35(path, shape, 1, QUANT, LANGUAGE, eps, extent=extent), None)


def nextn_shape(shape: TinyShape) -> TinyShape:
    """Return a shape of the same cost whose heads are small enough for half a code to fill some."""
    split = max(1, 2 * shape.head_dim // LANGUAGE.code)
    return replace(
        shape,
        heads=split * shape.heads,
        kv_heads=split * shape.kv_heads,
        head_dim=shape.head_dim // split,
    )


def _eagle3(folder: Path, size: Size, eps: float, strange: bool) -> Files:
    """One layer, reading the inputs of an early, a middle and a late layer of the target."""
    heads = 2 * LANGUAGE.code // size.drafter.head_dim + 2
    shape = replace(size.drafter, heads=heads, kv_heads=heads)
    layers = size.target.layers
    parts = Eagle3Parts((2, layers // 2, layers - 3))
    options = _options(size, strange)
    return Files(*write_eagle3_pair(folder, eps, drafter_shape=shape, parts=parts, **options))


def _options(size: Size, strange: bool) -> dict[str, Any]:
    """Return what writers of two files are told alike."""
    return {
        "quant": QUANT,
        "language": LANGUAGE,
        "drafter_language": Language(seed=STRANGER.seed, code=LANGUAGE.code) if strange else None,
        "target_shape": size.target,
    }


WRITERS: dict[str, Callable[[Path, Size, float, bool], Files]] = {
    "draft": _draft,
    "mtp": _gemma,
    "nextn": _nextn,
    "eagle3": _eagle3,
}
"""By drafting method; `mtp` is a Gemma assistant, `nextn` an MTP head inside the target."""


def write_benchmark_pair(
    folder: Path, method: str = "draft", size: str = "130m", agreement: str = "high"
) -> Files:
    """Write Q8_0 files of these names (keys of WRITERS, SIZES and AGREEMENTS) into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return WRITERS[method](folder, SIZES[size], AGREEMENTS[agreement], agreement == "none")


def main(argv: Sequence[str] | None = None) -> None:
    """Write the pairs asked for, each into a folder of its own, and print how to load them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--method", nargs="+", choices=WRITERS, default=list(WRITERS))
    parser.add_argument("--size", nargs="+", choices=SIZES, default=["130m"])
    parser.add_argument("--agreement", nargs="+", choices=AGREEMENTS, default=["high"])
    args = parser.parse_args(argv)
    for method in args.method:
        for size in args.size:
            for agreement in args.agreement:
                folder = args.folder / f"{method}-{size}-{agreement}"
                files = write_benchmark_pair(folder, method, size, agreement)
                print(f"-m {files.target}", f"-d {files.drafter}" if files.drafter else "")


if __name__ == "__main__":
    main()
