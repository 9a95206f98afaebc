"""Opens models and contexts one after the other, and closes them all if one of them fails."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.core.pairs import PairSpec
from app.core.tuning import Tuning
from app.engine.llama import LlamaContext, repacking_is_safe
from app.engine.llama_model import LlamaModel
from app.engine.log_lines import LogLines
from app.engine.machine import usable_cores
from app.engine.placement import Placement
from app.gguf.capabilities import Capabilities
from app.gguf.memory import most_weights
from app.gguf.prediction import stripped_corrections
from app.gguf.repacking import wants_repacking

Progress = Callable[[float, str], None]
"""Hears (fraction from 0 to 1, what is being loaded)."""


class Parts:
    """What is open of the pair being loaded.

    Attributes:
        tuning: as it is in force; None is llama.cpp's own choice.
        memory: (part, bytes) as llama.cpp reported them.
    """

    def __init__(
        self, spec: PairSpec, target: Capabilities, log_lines: LogLines, progress: Progress
    ) -> None:
        self.spec = spec
        self.tuning = replace(
            spec.tuning,
            threads=spec.threads or spec.tuning.threads or usable_cores(),
            repack=_repacks(target, spec.tuning),
        )
        self.memory: list[tuple[str, int]] = []
        self._log_lines = log_lines
        self._progress = progress
        self._opened: list[LlamaContext | LlamaModel] = []
        self._weights_at_most = 0

    def open_model(
        self,
        file: Capabilities,
        part: str,
        progress: tuple[float, float],
        *,
        prediction_layers: bool = False,
    ) -> LlamaModel:
        """Load a file's weights, reported as `part` from one fraction of progress to another.

        Raises AppError or LoadCancelledError.
        """
        self._log_lines.forget()
        self._weights_at_most = most_weights(file.layout, prediction_layers=prediction_layers)
        begin, end = progress

        def report(fraction: float) -> bool:
            self._progress(begin + fraction * (end - begin), part)
            return self.spec.cancel is None or not self.spec.cancel.is_set()

        model = LlamaModel(
            file.path,
            placement=Placement.of(self.spec),
            repack=_repacks(file, self.spec.tuning),
            prediction_layers=prediction_layers,
            corrections=stripped_corrections(file.layout),
            progress=report,
        )
        self._opened.append(model)
        return model

    def open_context(self, model: LlamaModel, owner: str, **shape: Any) -> LlamaContext:
        """Make a context (see LlamaContext) and note what it and its model take, under `owner`.

        Raises AppError.
        """
        context = LlamaContext(
            model,
            threads=self.tuning.threads or 1,
            flash_attention=self.tuning.flash_attention,
            cache_types=(self.tuning.cache_type, self.tuning.value_type),
            **shape,
        )
        self._opened.append(context)
        sizes = self._log_lines.buffer_sizes(self._weights_at_most)
        self._log_lines.forget()
        self.memory.extend((owner + part, size) for part, size in sizes.items())
        return context

    def close(self) -> None:
        """Close everything, in the opposite order."""
        while self._opened:
            self._opened.pop().close()


def _repacks(file: Capabilities, tuning: Tuning) -> bool:
    wanted = wants_repacking(file.quantization) if tuning.repack is None else tuning.repack
    return wanted and repacking_is_safe()
