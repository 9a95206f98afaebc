"""Where a model's layers go: how many to GPUs, to which, and what share each of them gets."""

import ctypes
from dataclasses import dataclass
from typing import Any

from app.core.errors import AppError
from app.core.pairs import PairSpec
from app.engine.devices import device_handles


@dataclass(frozen=True, slots=True)
class Placement:
    """See core.pairs.PairSpec; as it is, everything goes where llama.cpp wants it."""

    gpu_layers: int | None = None
    devices: tuple[str, ...] = ()
    split: tuple[float, ...] = ()

    @classmethod
    def of(cls, spec: PairSpec) -> "Placement":
        """Return the part of a wish that is about places."""
        return cls(spec.gpu_layers, spec.devices, spec.split)

    def handles(self) -> Any:
        """Return llama_model_params.devices, which must live while a model loads; None for all.

        Raises AppError for a device that is not here.
        """
        if not self.devices:
            return None
        known = device_handles()
        missing = [name for name in self.devices if name not in known]
        if missing:
            raise AppError(
                f"There is no device {missing[0]} here.", f"Choose among {', '.join(known)}."
            )
        # A null ends the list.
        return (ctypes.c_void_p * (len(self.devices) + 1))(*(known[name] for name in self.devices))

    def shares(self, most: int) -> Any:
        """Return llama_model_params.tensor_split, `most` numbers long; None for its own choice.

        Raises AppError for shares that are not one a device.
        """
        if not self.split:
            return None
        if self.devices and len(self.split) != len(self.devices):
            raise AppError(
                f"{len(self.split)} shares do not fit {len(self.devices)} devices.",
                "Give one share a device.",
            )
        if len(self.split) > most or not sum(self.split) > 0 or min(self.split) < 0:
            raise AppError(
                "The shares of the devices cannot be used.",
                "Give numbers from 0, not all of them 0.",
            )
        return (ctypes.c_float * most)(*self.split)
