"""Plain and speculative greedy decoding with a pair."""

from typing import NamedTuple

import numpy as np

from mini_pair.llama_pair import Pair


class Rounds(NamedTuple):
    """Text of a run, and for each round how many of the submitted tokens were accepted."""

    tokens: list[int]
    submitted: list[int]
    accepted: list[int]


def decode_plain(pair: Pair, prompt: list[int], limit: int) -> list[int]:
    """Decode greedily one token at a time, until the turn ends or `limit`."""
    pair.clear()
    pair.run_target(prompt, 0, all_rows=False)
    tokens = [int(pair.target_logits(-1).argmax())]
    while len(tokens) < limit and not pair.ends(tokens[-1]):
        pair.run_target([tokens[-1]], len(prompt) + len(tokens) - 1)
        tokens.append(int(pair.target_logits(0).argmax()))
    return tokens


def draft(pair: Pair, last: int, hidden: np.ndarray, position: int, depth: int) -> list[int]:
    """Return `depth` greedily drafted tokens; every step stands at the same position."""
    tokens: list[int] = []
    for _ in range(depth):
        pair.run_drafter(last, hidden, position)
        last = int(pair.drafter_logits().argmax())
        hidden = pair.drafter_hidden()
        tokens.append(last)
    return tokens


def decode_speculative(pair: Pair, prompt: list[int], limit: int, depth: int) -> Rounds:
    """Decode greedily with drafts of `depth` tokens; the text equals `decode_plain`'s."""
    pair.clear()
    pair.run_target(prompt, 0, all_rows=False)
    hidden = pair.target_hidden(len(prompt) - 1)
    run = Rounds([int(pair.target_logits(-1).argmax())], [], [])
    position = len(prompt)
    while len(run.tokens) < limit and not pair.ends(run.tokens[-1]):
        proposed = draft(pair, run.tokens[-1], hidden, position, depth)
        pair.run_target([run.tokens[-1], *proposed], position)
        chosen = [int(pair.target_logits(row).argmax()) for row in range(depth + 1)]
        accepted = 0
        while accepted < depth and chosen[accepted] == proposed[accepted]:
            accepted += 1
        hidden = pair.target_hidden(accepted)
        position += accepted + 1
        pair.truncate(position)
        run.submitted.append(depth)
        run.accepted.append(accepted)
        for token in chosen[: accepted + 1]:
            run.tokens.append(token)
            if pair.ends(token) or len(run.tokens) == limit:
                break
    return run
