"""What file names promise before any header is read: quants, drafters, companions."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from app.core.repositories import DrafterPlace

BITS: dict[str, float] = {
    "IQ1_S": 1.6, "IQ1_M": 1.8, "TQ1_0": 1.7, "TQ2_0": 2.1,
    "IQ2_XXS": 2.1, "IQ2_XS": 2.3, "IQ2_S": 2.5, "IQ2_M": 2.7, "Q2_K": 2.9, "Q2_K_S": 2.7,
    "Q2_K_L": 3.1, "Q2_K_XL": 3.1, "IQ3_XXS": 3.1, "IQ3_XS": 3.3, "IQ3_S": 3.5, "IQ3_M": 3.7,
    "Q3_K_S": 3.5, "Q3_K_M": 3.9, "Q3_K_L": 4.3, "Q3_K_XL": 4.2, "IQ4_XS": 4.3, "IQ4_NL": 4.5,
    "MXFP4": 4.3, "Q4_0": 4.6, "Q4_1": 5.1, "Q4_K_S": 4.6, "Q4_K_M": 4.9, "Q4_K_L": 5.1,
    "Q4_K_XL": 5.0, "Q5_0": 5.6, "Q5_1": 6.1, "Q5_K_S": 5.5, "Q5_K_M": 5.7, "Q5_K_L": 5.9,
    "Q5_K_XL": 5.7, "Q6_K": 6.6, "Q6_K_L": 6.8, "Q6_K_XL": 7.0, "Q8_0": 8.5, "Q8_K_XL": 10.5,
    "BF16": 16.0, "F16": 16.0, "FP16": 16.0, "F32": 32.0,
}  # fmt: skip
"""Bits a weight of whole files of each quant take, embeddings and output head included; rounded
figures of published models, good to about a tenth."""

_QUANT = re.compile(
    r"(?<![A-Z0-9])(" + "|".join(sorted(map(re.escape, BITS), key=len, reverse=True)) + r")"
    r"(?![A-Z0-9_])"
)
_COMPANION = re.compile(r"mmproj|imatrix|lora|control[-_]vector")
_DRAFTER_WORDS = re.compile(r"(?<![a-z])(assistant|eagle-?3|speculator)(?![a-z])")
DRAFTER_ARCHITECTURES = frozenset({"gemma4-assistant", "gemma4_assistant", "gemma4_mtp", "eagle3"})


def is_gguf(path: str) -> bool:
    """Whether a name says it is a GGUF."""
    return path.lower().endswith(".gguf")


def quant_of(path: str) -> str:
    """Return "Q4_K_M" or the like as a file's name says; "" when it does not."""
    found = _QUANT.findall(PurePosixPath(path).name.upper())
    return found[-1] if found else ""


def smallest_size(paths: Iterable[str], parameters: int) -> int:
    """Return the bytes that the smallest quant of a model should take; 0 when names do not say."""
    known = [BITS[quant] for path in paths if _may_be_target(path) and (quant := quant_of(path))]
    return round(parameters * min(known) / 8) if known and parameters > 0 else 0


def drafter_place(repo_id: str, paths: Iterable[str], architecture: str) -> DrafterPlace:
    """Return where names say that a repository's drafter is."""
    files = [path for path in paths if is_gguf(path)]
    name = repo_id.rpartition("/")[2].lower()
    if architecture in DRAFTER_ARCHITECTURES or _DRAFTER_WORDS.search(name):
        return DrafterPlace.ITSELF
    targets = [path for path in files if _may_be_target(path)]
    if not targets:
        return DrafterPlace.ITSELF if any(map(_may_be_drafter, files)) else DrafterPlace.NONE
    if any(path.lower().startswith("mtp/") for path in files):
        return DrafterPlace.FOLDER
    if any(_may_be_drafter(path) for path in files):
        return DrafterPlace.BESIDE
    inside = any("mtp" in re.split(r"[^a-z0-9]+", text) for text in (name, *map(_stem, targets)))
    return DrafterPlace.INSIDE if inside else DrafterPlace.NONE


def _stem(path: str) -> str:
    return PurePosixPath(path).stem.lower()


def _may_be_drafter(path: str) -> bool:
    return path.lower().startswith("mtp/") or _stem(path).startswith("mtp-")


def _may_be_target(path: str) -> bool:
    return is_gguf(path) and not _may_be_drafter(path) and not _COMPANION.search(_stem(path))
