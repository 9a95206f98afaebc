"""How a target's makers want it sampled: as its file says, else as its family is known to be."""

import dataclasses
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from app.core.errors import AppError
from app.core.sampling import SamplingSettings

Values = tuple[tuple[str, float], ...]
"""(name, value) of some fields of SamplingSettings; others stay as they are."""

_KEYS: Final = {
    "temperature": "general.sampling.temp",
    "top_k": "general.sampling.top_k",
    "top_p": "general.sampling.top_p",
    "min_p": "general.sampling.min_p",
    "repeat_penalty": "general.sampling.penalty_repeat",
    "penalty_last_n": "general.sampling.penalty_last_n",
}
"""llama.cpp's names (llama-arch.cpp, LLM_KV_GENERAL_SAMPLING_*)."""


@dataclass(frozen=True, slots=True)
class UsualSampling:
    """A target's own sampling.

    Attributes:
        thinking, plain: of answers with thinking before them, and without.
        from_file: whether its file says so.
    """

    thinking: Values
    plain: Values
    from_file: bool = False


def _values(temperature: float, top_k: int, top_p: float, presence: float = 0.0) -> Values:
    return (
        ("temperature", temperature),
        ("top_k", float(top_k)),
        ("top_p", top_p),
        ("min_p", 0.0),
        ("presence_penalty", presence),
    )


_GEMMA: Final = _values(1.0, 64, 0.95)
_QWEN3: Final = _values(0.6, 20, 0.95), _values(0.7, 20, 0.8)
_QWEN35: Final = _values(1.0, 20, 0.95, 1.5), _values(0.7, 20, 0.8, 1.5)

FAMILIES: Final = {
    "gemma3": UsualSampling(_GEMMA, _GEMMA),
    "gemma3n": UsualSampling(_GEMMA, _GEMMA),
    "gemma4": UsualSampling(_GEMMA, _GEMMA),
    "qwen3": UsualSampling(*_QWEN3),
    "qwen3moe": UsualSampling(*_QWEN3),
    "qwen35": UsualSampling(*_QWEN35),
    "qwen35moe": UsualSampling(*_QWEN35),
}
"""As the families' model cards recommend for conversation, by GGUF architecture."""


def usual_sampling(architecture: str, metadata: Callable[[str], str]) -> UsualSampling | None:
    """Return a target's own sampling, None if not known. `metadata` gives "" for no entry."""
    found = tuple(
        (name, value)
        for name, key in _KEYS.items()
        if (value := _number(metadata(key))) is not None
    )
    if found and with_values(SamplingSettings(), found) != SamplingSettings():
        return UsualSampling(found, found, from_file=True)
    return FAMILIES.get(architecture)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def with_values(
    sampling: SamplingSettings, values: Iterable[tuple[str, float]]
) -> SamplingSettings:
    """Return `sampling` with some values replaced; those that cannot be are left as they are."""
    for name, value in values:
        if name not in SamplingSettings.__dataclass_fields__ or name == "seed":
            continue
        whole = isinstance(getattr(sampling, name), int)
        kept = round(value) if whole else float(value)
        try:
            sampling = dataclasses.replace(sampling, **{name: kept})
        except AppError:
            continue
    return sampling
