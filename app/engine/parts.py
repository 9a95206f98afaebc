"""Opens models and contexts one after the other, and closes them all if one of them fails."""

from collections.abc import Callable
from typing import Any

from app.core.pairs import PairSpec
from app.engine.llama import LlamaContext, LlamaModel, repacking_is_safe
from app.engine.log_lines import LogLines
from app.gguf.capabilities import Capabilities
from app.gguf.memory import most_weights
from app.gguf.repacking import wants_repacking

Progress = Callable[[float, str], None]
"""Hears (fraction from 0 to 1, what is being loaded)."""


class Parts:
    """What is open of the pair being loaded.

    Attributes:
        threads: that compute.
        memory: (part, bytes) as llama.cpp reported them.
    """

    def __init__(
        self, spec: PairSpec, threads: int, log_lines: LogLines, progress: Progress
    ) -> None:
        self.spec = spec
        self.memory: list[tuple[str, int]] = []
        self.threads = threads
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
            gpu_layers=self.spec.gpu_layers,
            repack=wants_repacking(file.quantization) and repacking_is_safe(),
            prediction_layers=prediction_layers,
            progress=report,
        )
        self._opened.append(model)
        return model

    def open_context(self, model: LlamaModel, owner: str, **shape: Any) -> LlamaContext:
        """Make a context (see LlamaContext) and note what it and its model take, under `owner`.

        Raises AppError.
        """
        context = LlamaContext(model, threads=self.threads, **shape)
        self._opened.append(context)
        sizes = self._log_lines.buffer_sizes(self._weights_at_most)
        self._log_lines.forget()
        self.memory.extend((owner + part, size) for part, size in sizes.items())
        return context

    def close(self) -> None:
        """Close everything, in the opposite order."""
        while self._opened:
            self._opened.pop().close()
