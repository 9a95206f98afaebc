"""How large the recurrent state of a hybrid model is, and how many copies of it to keep."""

from typing import Final

from app.gguf.hyperparameters import Metadata

_EVERY_FOURTH_ATTENDS: Final = 4
_NUMBER_BYTES: Final = 4

ROLLBACK_BYTES: Final = 256 * 2**20
"""Memory for earlier states to go back to without evaluating anything again."""
MIN_ROLLBACK: Final = 3
MAX_ROLLBACK: Final = 8


def state_bytes(metadata: Metadata, layers: int) -> int:
    """Return the bytes of one sequence's recurrent states, 0 where no key tells.

    llama_hparams::n_embd_r and n_embd_s for gated delta nets and Mamba.
    """

    def number(key: str) -> int:
        return metadata.number(f"~.{key}") or 0

    inner, state = number("ssm.inner_size"), number("ssm.state_size")
    taps = max(0, number("ssm.conv_kernel") - 1)
    numbers = taps * (inner + 2 * number("ssm.group_count") * state) + state * inner
    every = number("full_attention_interval") or _EVERY_FOURTH_ATTENDS
    return numbers * _NUMBER_BYTES * (layers - layers // every)


def rollback_window(state_bytes: int) -> int:
    """Return how many earlier states to ask llama.cpp for: what 256 MiB hold, 3 to 8."""
    if state_bytes <= 0:
        return MAX_ROLLBACK
    return min(MAX_ROLLBACK, max(MIN_ROLLBACK, ROLLBACK_BYTES // state_bytes))
