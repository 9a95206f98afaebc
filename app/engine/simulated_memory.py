"""What llama.cpp would allocate for a pair: its own loading without the allocations.

`no_alloc` reads no weights and allocates no caches and no compute buffer (only states of recurrent
layers), so files far larger than the machine take milliseconds. It runs in a process of its own,
since files that llama.cpp does not like end the process.
"""

import multiprocessing
import os
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from app.core.errors import AppError
from app.gguf.capabilities import describe
from app.gguf.context_plan import ContextPlan
from app.gguf.ggml_types import GGML_TYPES
from app.gguf.memory import DRAFTER, PairPlan, Part, Sizes
from app.gguf.prediction import has_only_heads, heads_are_usable

PATIENCE_SECONDS: Final = 60.0
_MTP_CONTEXT: Final = 1  # enum llama_context_type: LLAMA_CONTEXT_TYPE_MTP
_NO_MAPPING: Final = 0  # enum llama_load_mode: LLAMA_LOAD_MODE_NONE, as no_alloc demands
_FLASH_WHERE_POSSIBLE, _NO_FLASH = -1, 0  # enum llama_flash_attn_type


@dataclass(frozen=True, slots=True)
class Simulation:
    """What to simulate.

    Attributes:
        drafter: its file; None if there is none or it is inside the target's.
        mtp: the drafter's context is one of prediction layers.
        borrows: the drafter's context reads the target's.
    """

    target: Path
    drafter: Path | None
    plan: PairPlan
    mtp: bool = False
    borrows: bool = False
    gpu_layers: int = 0


def simulate(wanted: Simulation) -> Sizes:
    """Return every part's bytes as llama.cpp's log tells them, the output buffer full grown.

    Raises AppError when llama.cpp refuses the files or does not survive them.
    """
    spawn = multiprocessing.get_context("spawn")
    mine, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_answer, args=(theirs, wanted), daemon=True)
    process.start()
    theirs.close()
    try:
        answer: Sizes | str = mine.recv() if mine.poll(PATIENCE_SECONDS) else "it took too long"
    except EOFError:
        answer = "llama.cpp ended its process"
    finally:
        mine.close()
        process.kill()
        process.join()
    if isinstance(answer, str):
        raise AppError(
            f"Loading {wanted.target.name} cannot be simulated: {answer}.",
            "The estimate from its header stands.",
        )
    return answer


def _answer(pipe: Connection, wanted: Simulation) -> None:
    os.environ["GGML_NO_BACKTRACE"] = "1"  # else an abort starts a debugger, if there is one
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # an abort's last words are nobody's to read
    try:
        pipe.send(_Simulator(wanted).run())
    except AppError as problem:
        pipe.send(problem.title)


class _Simulator:
    """Owns nothing for long: its process ends when it has answered."""

    def __init__(self, wanted: Simulation) -> None:
        # Imported here: in the child, and not in whoever asks for a simulation.
        import llama_cpp  # noqa: PLC0415

        from app.engine.log_lines import LogLines  # noqa: PLC0415

        self._wanted = wanted
        self._llama: Any = llama_cpp
        self._log = LogLines()

    def run(self) -> Sizes:
        wanted = self._wanted
        own_heads = heads_are_usable(describe(wanted.target).layout)
        model = self._model(wanted.target, prediction_layers=own_heads)
        context = self._context(model, wanted.plan.target)
        sizes = self._sizes(model, wanted.plan.target)
        if wanted.plan.drafter is None:
            return sizes
        self._log.forget()
        side = model
        if wanted.drafter is not None:
            only_heads = has_only_heads(describe(wanted.drafter).layout)
            side = self._model(wanted.drafter, prediction_layers=only_heads)
        self._context(side, wanted.plan.drafter, other=context if wanted.borrows else None)
        drafter = self._sizes(side, wanted.plan.drafter)
        return (*sizes, *((DRAFTER + part, size) for part, size in drafter))

    def _model(self, path: Path, *, prediction_layers: bool) -> Any:
        params = self._llama.llama_model_default_params()
        params.no_alloc = True
        params.load_mode = _NO_MAPPING
        params.load_mtp = prediction_layers
        params.use_extra_bufts = False
        params.n_gpu_layers = self._wanted.gpu_layers
        model = self._llama.llama_model_load_from_file(str(path).encode(), params)
        if not model:
            raise AppError("llama.cpp refuses it")
        return model

    def _context(self, model: Any, plan: ContextPlan, other: Any = None) -> Any:
        drafter = plan is self._wanted.plan.drafter
        params = self._llama.llama_context_default_params()
        params.n_ctx = plan.length
        params.n_batch = params.n_ubatch = plan.rows
        params.n_seq_max = 1
        params.n_outputs_max = params.n_outputs_max_per_seq = plan.outputs
        params.n_rs_seq = plan.rollback
        params.swa_full = False
        params.type_k = _type_number(plan.cache_type)
        params.type_v = _type_number(plan.value_type or plan.cache_type)
        params.flash_attn_type = _FLASH_WHERE_POSSIBLE if plan.flash_attention else _NO_FLASH
        if drafter and self._wanted.mtp:
            params.ctx_type = _MTP_CONTEXT
        if other is not None:
            params.ctx_other = other
        context = self._llama.llama_init_from_model(model, params)
        if not context:
            raise AppError("llama.cpp cannot make a context for it")
        return context

    def _sizes(self, model: Any, plan: ContextPlan) -> Sizes:
        """Return what was said, the one row of the output buffer counted for as many as planned."""
        sizes = self._log.buffer_sizes()
        hidden = plan.hidden_rows * int(self._llama.llama_model_n_embd_out(model))
        tapped = plan.tapped_layers * plan.rows * int(self._llama.llama_model_n_embd(model))
        sizes[Part.OUTPUT] = sizes.get(Part.OUTPUT, 0) * plan.outputs + 4 * (hidden + tapped)
        return tuple((part.value, sizes[part]) for part in Part if sizes.get(part))


def _type_number(name: str) -> int:
    return next(number for number, kind in GGML_TYPES.items() if kind.name == name)
