"""Runs a target with an in-file MTP head in a process of its own: `python nextn_probe.py`.

A plain greedy loop over llama.cpp's calls, as short as it can be; a crash stays in this process.
"""

import ctypes
import json
import sys
from itertools import takewhile
from pathlib import Path
from typing import Any

import llama_cpp as bindings
import numpy as np
from llama_cpp import llama_cpp_ext

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.gguf_probe import Context, Floats

llama_cpp: Any = bindings


class PartContext(Context):
    """A context of the whole model, or of its MTP head."""

    def __init__(self, model: Any, *, head: bool, rollback: int = 0) -> None:
        options = llama_cpp.llama_context_default_params()
        options.n_ctx = 2048
        options.n_threads = options.n_threads_batch = 1
        options.n_rs_seq = rollback
        options.ctx_type = int(head)
        self.model = model
        self.handle = llama_cpp.llama_init_from_model(model, options)
        assert self.handle, "no context"
        self.vocabulary = llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(model))
        self.width_out = llama_cpp.llama_model_n_embd_out(model)
        llama_cpp_ext.llama_set_embeddings_nextn(self.handle, True, False)

    def clear(self) -> None:
        """Forget everything."""
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(self.handle), False)


def load(path: str) -> Any:
    """Load a model with its MTP head."""
    params = llama_cpp.llama_model_default_params()
    params.n_gpu_layers = 0
    params.use_extra_bufts = False
    params.load_mtp = True
    model = llama_cpp.llama_model_load_from_file(path.encode(), params)
    assert model, f"llama.cpp refused {path}"
    return model


def measure(
    path: str, head_path: str, rounds: int, depth: int, blind: bool, forgetful: bool
) -> dict[str, Any]:
    """Decode greedily and count. `blind` feeds zeros, `forgetful` an empty cache every round."""
    model = load(path)
    target = PartContext(model, head=False, rollback=depth)
    head = PartContext(load(head_path) if head_path else model, head=True)
    text = [1, 300, 350, 400]
    target.decode(text, 0)
    rows = [np.zeros(target.width_out, np.float32), *(target.hidden(row) for row in range(4))]
    pending, token = list(zip(text, rows, strict=False)), target.best(3)
    hidden, accepted = rows[-1], 0
    for _ in range(rounds):
        if forgetful:
            head.clear()
            pending = []
        drafts = draft(head, [*pending, (token, hidden)], len(text), depth, blind)
        target.decode([token, *drafts], len(text))
        said = [target.best(row) for row in range(depth + 1)]
        good = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(drafts, said, strict=False))
        )
        accepted += good
        pending = [(drafts[row], target.hidden(row)) for row in range(good)]
        hidden = target.hidden(good)
        text += [token, *drafts[:good]]
        token = said[good]
        head.rewind(len(text) - good)
        target.rewind(len(text))
    return {"accepted_share": accepted / (rounds * depth), "text": text}


def draft(
    head: PartContext, rows: list[tuple[int, Floats]], position: int, depth: int, blind: bool
) -> list[int]:
    """Evaluate rows of (token, hidden state before it), the last one at `position`, and go on."""
    drafts: list[int] = []
    start = position - len(rows) + 1
    for _ in range(depth):
        hidden = np.stack([row for _, row in rows])
        head.decode([t for t, _ in rows], start, np.zeros_like(hidden) if blind else hidden)
        last = len(rows) - 1
        drafts.append(head.best(last))
        start += len(rows)
        rows = [(drafts[-1], head.hidden(last))]
    return drafts


if __name__ == "__main__":
    llama_cpp.llama_backend_init()
    silent = llama_cpp.llama_log_callback(lambda *_: None)
    llama_cpp.llama_log_set(silent, ctypes.c_void_p())
    print(json.dumps(measure(**json.loads(sys.argv[1]))))
