"""Ways to feed a drafter something else than it should get: they cost acceptance, never text."""

from typing import Any

import numpy as np

from app.engine.pair import Pair


def no_hidden_states(pair: Pair) -> None:
    """Feed zeros in place of the target's hidden states."""
    width = pair.context.model.width_out
    pair.context.hidden = lambda row: np.zeros(width, np.float32)
    pair.context.hidden_rows = lambda count: np.zeros((count, width), np.float32)


def hidden_states_one_row_late(pair: Pair) -> None:
    """Feed each row the hidden state of the row before."""
    right, rows = pair.context.hidden, pair.context.hidden_rows
    pair.context.hidden = lambda row: right(max(row - 1, 0))
    pair.context.hidden_rows = lambda count: rows(count)[np.maximum(np.arange(count) - 1, 0)]


def no_layer_inputs(pair: Pair) -> None:
    """Feed zeros in place of the inputs of the target's layers."""
    drafter: Any = pair.drafter
    drafter._inputs.copy = lambda first, out: out.fill(0.0)


def layer_inputs_one_row_late(pair: Pair) -> None:
    """Feed each row the layer inputs of the row before."""
    drafter: Any = pair.drafter
    right = drafter._inputs.copy
    before = np.zeros(drafter._inputs.width, np.float32)

    def late(first: int, out: np.ndarray) -> None:
        right(first, out)
        last = out[-1].copy()
        out[1:] = out[:-1].copy()
        out[0] = before
        before[:] = last

    drafter._inputs.copy = late


def place_one_token_late(pair: Pair) -> None:
    """Draft what stands one token further on than what the text repeats."""
    lookup: Any = pair.lookup
    right = lookup._trail.guess
    lookup._trail.guess = lambda count: right(count + 1)[1:]
