"""Which types llama.cpp can keep a pair's cache in: checked before it refuses, or ends the process.

After llama_init_from_model and llama_context's constructor (src/llama-context.cpp); a row that is
no whole number of blocks fails an assertion in ggml_row_size.
"""

from collections.abc import Iterator
from typing import Final

from app.core.errors import AppError
from app.core.tuning import CacheType, Tuning
from app.gguf.capabilities import Capabilities

BLOCK: Final = 32
"""Numbers that share a scale, in every quantized CacheType."""

_WITHOUT_FLASH_ATTENTION: Final = frozenset({"grok"})


def refuse_cache(target: Capabilities, drafter: Capabilities | None, tuning: Tuning) -> None:
    """Raise AppError where the cache cannot be kept as `tuning` says, by target or drafter."""
    for problem in _problems(target, drafter, tuning):
        raise problem


def _problems(
    target: Capabilities, drafter: Capabilities | None, tuning: Tuning
) -> Iterator[AppError]:
    values = tuning.value_type
    if values.quantized and tuning.flash_attention is False:
        yield AppError(
            f"Cache values in {values} need flash attention, which is switched off.",
            "Switch it on or leave it automatic, or keep the values in f16.",
        )
    for file in (target, drafter) if drafter is not None else (target,):
        name = file.path.name
        if values.quantized and file.architecture in _WITHOUT_FLASH_ATTENTION:
            yield AppError(
                f"Cache values in {values} need flash attention, which {name} cannot have "
                f"({file.architecture}).",
                "Keep the values in f16.",
            )
        if values is not tuning.cache_type and file.layout.latent:
            yield AppError(
                f"{name} keeps keys and values as one (latent attention), so they cannot have "
                f"two types ({tuning.cache_words}).",
                "Choose the same type for both.",
            )
        yield from _uneven_heads(file, tuning)


def _uneven_heads(file: Capabilities, tuning: Tuning) -> Iterator[AppError]:
    own = file.attention
    windowed = any(own.sliding)
    whole = not all(own.sliding) or not own.sliding
    for kind, what, sizes in (
        (tuning.cache_type, "keys", (own.key_length, own.key_length_swa)),
        (tuning.value_type, "values", (own.value_length, own.value_length_swa)),
    ):
        used = [size for size, there in zip(sizes, (whole, windowed), strict=True) if there]
        for size in used:
            if kind.quantized and size % BLOCK:
                yield AppError(
                    f"{file.path.name} has heads of {size} numbers, which {kind} cannot store: it "
                    f"takes {BLOCK} at a time.",
                    f"Keep the {what} in {CacheType.F16}.",
                )
