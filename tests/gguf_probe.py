"""Runs a pair of files in a process of its own and prints its acceptance: `python gguf_probe.py`.

A plain greedy loop over llama.cpp's calls, as short as it can be; a crash stays in this process.
"""

import ctypes
import json
import sys
from itertools import takewhile
from typing import Any

import llama_cpp as bindings
import numpy as np
from llama_cpp import llama_cpp_ext

Floats = Any
llama_cpp: Any = bindings  # its annotations promise less than its functions take


class Context:
    """One sequence of one model."""

    def __init__(self, path: str, capacity: int, assists: "Context | None" = None) -> None:
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = 0
        params.use_extra_bufts = False
        self.model = llama_cpp.llama_model_load_from_file(path.encode(), params)
        assert self.model, f"llama.cpp refused {path}"
        options = llama_cpp.llama_context_default_params()
        options.n_ctx = capacity
        options.n_threads = options.n_threads_batch = 1
        if assists is not None:
            options.ctx_type = 1
            options.ctx_other = assists.handle
        self.handle = llama_cpp.llama_init_from_model(self.model, options)
        assert self.handle, f"no context for {path}"
        self.vocabulary = llama_cpp.llama_vocab_n_tokens(
            llama_cpp.llama_model_get_vocab(self.model)
        )
        self.width_out = llama_cpp.llama_model_n_embd_out(self.model)

    def decode(self, tokens: list[int], start: int, hidden: Floats | None = None) -> None:
        """Evaluate tokens from a position, every row with logits."""
        batch = llama_cpp.llama_batch_init(len(tokens), 0, 1)
        for row, token in enumerate(tokens):
            batch.token[row], batch.pos[row] = token, start + row
            batch.n_seq_id[row], batch.seq_id[row][0], batch.logits[row] = 1, 0, 1
        batch.n_tokens = len(tokens)
        if hidden is not None:
            batch.embd = hidden.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        code = llama_cpp.llama_decode(self.handle, batch)
        batch.embd = None
        llama_cpp.llama_batch_free(batch)
        assert code == 0, f"llama_decode returned {code}"

    def best(self, row: int) -> int:
        """Return the likeliest token of a row of the last batch."""
        return int(np.argmax(self.logits(row)))

    def logits(self, row: int) -> Floats:
        """Return a copy of a row's logits."""
        pointer = llama_cpp.llama_get_logits_ith(self.handle, row)
        return np.ctypeslib.as_array(pointer, shape=(self.vocabulary,)).copy()

    def hidden(self, row: int) -> Floats:
        """Return a copy of a row's hidden state for the drafter."""
        pointer = llama_cpp_ext.llama_get_embeddings_nextn_ith(self.handle, row)
        assert pointer, "no hidden state"
        return np.ctypeslib.as_array(pointer, shape=(self.width_out,)).copy()

    def rewind(self, length: int) -> None:
        """Forget everything from position `length` on."""
        llama_cpp.llama_memory_seq_rm(llama_cpp.llama_get_memory(self.handle), 0, length, -1)


def draft(drafter: Context, token: int, text: list[int], seen: int, depth: int) -> list[int]:
    """Continue text + [token] with a classic draft model that has seen `seen` tokens of it."""
    drafter.rewind(seen)
    drafts: list[int] = []
    missing, start = [*text[seen:], token], seen
    for _ in range(depth):
        drafter.decode(missing, start)
        drafts.append(drafter.best(len(missing) - 1))
        start += len(missing)
        missing = drafts[-1:]
    return drafts


def assist(
    drafter: Context, token: int, position: int, hidden: Floats, depth: int, blind: bool
) -> list[int]:
    """Draft with an assistant, every step at the same position; blind ones get no hidden state."""
    drafts: list[int] = []
    for _ in range(depth):
        drafter.decode([token], position, np.zeros_like(hidden) if blind else hidden)
        token, hidden = drafter.best(0), drafter.hidden(0)
        drafts.append(token)
    return drafts


def measure(
    target_path: str, drafter_path: str, mtp: bool, rounds: int, depth: int, blind: bool
) -> dict[str, Any]:
    """Decode greedily with a pair and count."""
    target = Context(target_path, 4096)
    drafter = Context(drafter_path, 4096, target if mtp else None)
    if mtp:
        llama_cpp_ext.llama_set_embeddings_nextn(target.handle, True, False)
        llama_cpp_ext.llama_set_embeddings_nextn(drafter.handle, True, True)
    text = [1, 300, 350, 400]
    target.decode(text, 0)
    token, hidden = target.best(3), target.hidden(3) if mtp else None
    accepted, seen = [0] * depth, 0
    for _ in range(rounds):
        if mtp:
            drafts = assist(drafter, token, len(text), hidden, depth, blind)
        else:
            drafts = draft(drafter, token, text, seen, depth)
        target.decode([token, *drafts], len(text))
        said = [target.best(row) for row in range(depth + 1)]
        good = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(drafts, said, strict=False))
        )
        for position in range(good):
            accepted[position] += 1
        hidden = target.hidden(good) if mtp else None
        seen = len(text) + min(good + 1, depth)
        text += [token, *drafts[:good]]
        token = said[good]
        target.rewind(len(text))
    emitted = len(text) - 4
    return {
        "accepted_share": sum(accepted) / (rounds * depth),
        "per_token": sum(accepted) / max(1, rounds + sum(accepted[:-1])),
        "per_position": [count / rounds for count in accepted],
        "tokens_per_round": emitted / rounds,
        "distinct": len(set(text)),
        "text": text,
    }


def alone(path: str, count: int) -> dict[str, Any]:
    """Decode greedily with one model."""
    model = Context(path, 2048)
    text = [1, 300, 350, 400]
    model.decode(text, 0)
    row = 3
    margins: list[float] = []
    for _ in range(count):
        top = np.sort(model.logits(row))[-2:]
        margins.append(float(top[1] - top[0]))
        text.append(model.best(row))
        model.decode(text[-1:], len(text) - 1)
        row = 0
    finite = bool(np.isfinite(model.logits(0)).all())
    return {"text": text, "finite": finite, "margin": float(np.median(margins))}


if __name__ == "__main__":
    llama_cpp.llama_backend_init()
    request = json.loads(sys.argv[1])
    print(json.dumps(measure(**request) if "target_path" in request else alone(**request)))
