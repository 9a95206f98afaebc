"""A loaded GGUF: its weights and its vocabulary, through llama.cpp's model functions."""

import ctypes
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import llama_cpp

from app.core.errors import AppError, LoadCancelledError
from app.engine.metadata_overrides import overrides
from app.engine.placement import Placement


def _member(name: str) -> Any:
    """Return the type of a member of llama_model_params."""
    kinds: Any = llama_cpp.llama_model_params._fields_
    return dict(kinds)[name]


class LlamaModel:
    """A loaded GGUF: weights and vocabulary; those of in-file MTP heads if `prediction_layers`.

    `corrections` replace whole numbers in the file's metadata, by key. Raises AppError when
    llama.cpp refuses the file, LoadCancelledError when `progress` says stop.

    Attributes:
        heads: MTP heads that are loaded, those of an assistant not counted.
        hybrid: it carries a recurrent state, which cannot be cut back like a cache.
    """

    def __init__(
        self,
        path: Path,
        *,
        repack: bool,
        placement: Placement = Placement(),  # noqa: B008 - frozen
        prediction_layers: bool = False,
        corrections: Mapping[str, int] | None = None,
        progress: Callable[[float], bool] | None = None,
    ) -> None:
        cancelled = False

        def on_progress(fraction: float, _user: int | None) -> bool:
            nonlocal cancelled
            keep_going = progress is None or progress(fraction)
            cancelled = not keep_going
            return keep_going

        callback = llama_cpp.llama_progress_callback(on_progress)
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = 999 if placement.gpu_layers is None else placement.gpu_layers
        devices = placement.handles()
        shares = placement.shares(int(llama_cpp.llama_max_devices()))
        if devices is not None:
            params.devices = ctypes.cast(devices, _member("devices"))
        if shares is not None:
            params.tensor_split = ctypes.cast(shares, _member("tensor_split"))
        params.use_extra_bufts = repack
        params.load_mtp = prediction_layers
        replaced = overrides(corrections or {})
        params.kv_overrides = replaced
        params.progress_callback = callback
        handle = llama_cpp.llama_model_load_from_file(str(path).encode(), params)
        if cancelled:
            raise LoadCancelledError("Loading was cancelled.")
        if not handle:
            raise AppError(
                f"llama.cpp cannot load {path.name}.",
                "The file is damaged, needs more memory than is free, or is of a kind that this "
                "version does not know. Download it again or choose another file.",
            )
        self.handle: Any = handle
        self._vocab: Any = llama_cpp.llama_model_get_vocab(handle)
        self.vocabulary_size = int(llama_cpp.llama_vocab_n_tokens(self._vocab))
        self.width = int(llama_cpp.llama_model_n_embd(handle))
        self.width_out = int(llama_cpp.llama_model_n_embd_out(handle))
        self.trained_context = int(llama_cpp.llama_model_n_ctx_train(handle))
        self.sliding_window = int(llama_cpp.llama_model_n_swa(handle))
        self.parameters = int(llama_cpp.llama_model_n_params(handle))
        declared = int(llama_cpp.llama_model_n_layer_nextn(handle))
        self.heads = declared if prediction_layers else 0
        self.architecture = self.metadata("general.architecture")
        self.hybrid = bool(
            llama_cpp.llama_model_is_recurrent(handle) or llama_cpp.llama_model_is_hybrid(handle)
        )
        self._piece_buffer = ctypes.create_string_buffer(512)
        self._pieces: dict[tuple[int, bool], bytes] = {}
        self._ends: dict[int, bool] = {}

    def metadata(self, key: str) -> str:
        """Return an entry of the file's metadata, "" if there is none; long ones are cut."""
        buffer: Any = ctypes.create_string_buffer(128)
        llama_cpp.llama_model_meta_val_str(self.handle, key.encode(), buffer, len(buffer))
        return buffer.value.decode(errors="replace")

    def tokenize(self, text: str, *, add_special: bool) -> list[int]:
        """Return token ids; special tokens written out in `text` are recognised."""
        raw = text.encode()
        size = len(raw) + 8
        while True:
            buffer = (llama_cpp.llama_token * size)()
            count = llama_cpp.llama_tokenize(
                self._vocab, raw, len(raw), buffer, size, add_special, True
            )
            if count >= 0:
                return buffer[:count]
            size = -count

    def piece(self, token: int, *, special: bool = False) -> bytes:
        """Return a token's bytes: part of a character maybe, nothing for a control token.

        Raises IndexError for what is no token: llama.cpp ends the process on it.
        """
        known = self._pieces.get((token, special))
        if known is None:
            known = self._pieces[token, special] = self._read_piece(token, special)
        return known

    def _read_piece(self, token: int, special: bool) -> bytes:
        if not 0 <= token < self.vocabulary_size:
            raise IndexError(f"{token} is not a token of this vocabulary")
        count = llama_cpp.llama_token_to_piece(
            self._vocab, token, self._piece_buffer, len(self._piece_buffer), 0, special
        )
        if count < 0:
            self._piece_buffer = ctypes.create_string_buffer(-count)
            return self._read_piece(token, special)
        return self._piece_buffer.raw[:count]

    def is_end(self, token: int) -> bool:
        """Whether `token` ends a turn (llama_vocab_is_eog)."""
        known = self._ends.get(token)
        if known is None:
            known = bool(llama_cpp.llama_vocab_is_eog(self._vocab, token))
            self._ends[token] = known
        return known

    @cached_property
    def end_tokens(self) -> tuple[int, ...]:
        """All tokens that end a turn."""
        return tuple(token for token in range(self.vocabulary_size) if self.is_end(token))

    @property
    def bos_text(self) -> str:
        """The beginning-of-text token as written in chat templates; "" without one."""
        return self._special_text(int(llama_cpp.llama_vocab_bos(self._vocab)))

    @property
    def eos_text(self) -> str:
        """The end-of-text token as written in chat templates; "" without one."""
        return self._special_text(int(llama_cpp.llama_vocab_eos(self._vocab)))

    def _special_text(self, token: int) -> str:
        known = 0 <= token < self.vocabulary_size
        return self.piece(token, special=True).decode(errors="replace") if known else ""

    @property
    def chat_template(self) -> str | None:
        """The Jinja chat template stored in the file."""
        raw = llama_cpp.llama_model_chat_template(self.handle, None)
        return raw.decode(errors="replace") if raw else None

    def close(self) -> None:
        """Free the weights; contexts of this model must be closed before."""
        if self.handle:
            llama_cpp.llama_model_free(self.handle)
            self.handle = None
