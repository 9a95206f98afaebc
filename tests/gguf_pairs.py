"""Ready-made pairs of files whose acceptance is known, and files damaged on purpose."""

from pathlib import Path
from typing import NamedTuple

from tests.gguf_eagle3 import PLANTED_EAGLE3, Eagle3Parts, write_eagle3
from tests.gguf_factory import (
    PLANTED_ASSISTANT,
    PLANTED_DRAFT,
    PLANTED_TARGET,
    Quant,
    TinyShape,
    write_gemma4,
    write_gemma4_assistant,
    write_llama,
)
from tests.planted_language import Language

STRANGER = Language(seed=8)
"""Another language than the default one: a drafter of it is never right."""


class FilePair(NamedTuple):
    """A target and its drafter on disk."""

    target: Path
    drafter: Path


def write_classic_pair(
    folder: Path,
    eps: float = 0.05,
    *,
    quant: Quant = "f32",
    language: Language = Language(),  # noqa: B008 - frozen
    drafter_language: Language | None = None,
    target_shape: TinyShape = PLANTED_TARGET,
    drafter_shape: TinyShape = PLANTED_DRAFT,
) -> FilePair:
    """Write a llama target and a llama draft model that agree as far as `eps` lets them.

    Measured with tests/gguf_probe.py, greedy, depth 3, 100 rounds, default shapes, F32, accepted
    over submitted: eps .05 gives .98, .3 gives .66, 1.0 gives .15; a STRANGER as drafter .00.
    """
    return FilePair(
        write_llama(folder / "target.gguf", target_shape, 1, quant, language, eps),
        write_llama(
            folder / "draft.gguf", drafter_shape, 2, quant, drafter_language or language, eps
        ),
    )


def write_gemma_pair(
    folder: Path,
    eps: float = 0.05,
    *,
    quant: Quant = "f32",
    language: Language = Language(),  # noqa: B008 - frozen
    drafter_language: Language | None = None,
    target_shape: TinyShape = PLANTED_TARGET,
    drafter_shape: TinyShape = PLANTED_ASSISTANT,
) -> FilePair:
    """Write a gemma4 target and its assistant, which agree as far as `eps` lets them.

    Measured as in `write_classic_pair`: eps .05 gives 1.00, .3 gives .61, 1.0 gives .10. With
    zeros in place of the hidden state .65 and .38 for the first two: how to see a wrong wire.
    """
    return FilePair(
        write_gemma4(folder / "gemma.gguf", target_shape, 1, quant, language, eps),
        write_gemma4_assistant(
            folder / "mtp-gemma.gguf",
            target_shape,
            drafter_shape,
            2,
            quant,
            drafter_language or language,
            eps,
        ),
    )


def write_eagle3_pair(
    folder: Path,
    eps: float = 0.05,
    *,
    quant: Quant = "f32",
    language: Language = Language(),  # noqa: B008 - frozen
    drafter_language: Language | None = None,
    target_shape: TinyShape = PLANTED_TARGET,
    drafter_shape: TinyShape = PLANTED_EAGLE3,
    parts: Eagle3Parts = Eagle3Parts(),  # noqa: B008 - frozen
) -> FilePair:
    """Write a llama target and its EAGLE-3 drafter, which agree as far as `eps` lets them.

    Measured as in `write_classic_pair`, 60 rounds: eps .05 gives .99, .3 gives .64, 1.0 gives .15.
    With features of a neighbouring row .79 and .47 for the first two: how to see a wrong wire.
    """
    return FilePair(
        write_llama(folder / "target.gguf", target_shape, 1, quant, language, eps),
        write_eagle3(
            folder / "eagle3.gguf",
            target_shape,
            drafter_shape,
            2,
            quant,
            drafter_language or language,
            eps,
            parts,
        ),
    )


def truncate(path: Path, missing: int = 1) -> Path:
    """Cut the last bytes off a file."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - missing)
    return path


def flip_bit(path: Path, offset: int, bit: int = 0) -> Path:
    """Flip one bit of a file in place."""
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ (1 << bit)]))
    return path


def overwrite(path: Path, offset: int, data: bytes) -> Path:
    """Write bytes over a file's own, for instance a hostile length."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)
    return path
