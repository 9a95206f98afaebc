"""What depth controllers know while a pair is loaded, and which one a turn goes on from."""

from collections.abc import Mapping, Sequence

from app.core.depth import SEEDS_CPU, SEEDS_DENSE_GPU, SEEDS_MOE_GPU, DepthController
from app.core.depth_learnt import LearntDepth
from app.core.learnt import LearntKey, recall
from app.core.pairs import Method


def seeds(*, gpu: bool, experts: bool) -> tuple[int, ...]:
    """Return the depths worth trying first on this kind of machine and target."""
    if not gpu:
        return SEEDS_CPU
    return SEEDS_MOE_GPU if experts else SEEDS_DENSE_GPU


class DepthMemory:
    """Goes on from what was learnt before, in this process or an earlier one."""

    def __init__(
        self,
        pair: str,
        device: str,
        first_depths: Sequence[int],
        known: Mapping[LearntKey, LearntDepth],
    ) -> None:
        self._pair = pair
        self._device = device
        self._seeds = tuple(first_depths)
        self._known = dict(known)
        self._controllers: dict[tuple[LearntKey, int], DepthController] = {}

    def key(self, method: Method, *, context_tokens: int, temperature: float) -> LearntKey:
        """Return what a turn that begins with so many tokens learns for."""
        return LearntKey.of(
            self._pair,
            method.value,
            self._device,
            context_tokens=context_tokens,
            temperature=temperature,
        )

    def controller(self, key: LearntKey, max_depth: int) -> DepthController:
        """Return the controller of `key`; a new one starts from what is known of the nearest."""
        found = self._controllers.get((key, max_depth))
        if found is None:
            found = DepthController(max_depth, self._seeds, recall(self._known, key))
            self._controllers[key, max_depth] = found
        return found

    def keep(self, key: LearntKey, learnt: LearntDepth) -> None:
        """Take what a turn learnt: a start for answers of other lengths and temperatures."""
        self._known[key] = learnt
