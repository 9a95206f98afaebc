"""The draft length of one turn: as asked, or as the pair's depth controller chooses."""

from app.core.depth import MAX_DEPTH, DepthController, FixedDepth
from app.core.depth_changes import DepthChange
from app.core.errors import AppError
from app.core.events import DepthControl, GenerateRequest
from app.core.learnt import LearntKey
from app.core.pairs import Method
from app.core.speculation import DepthPolicy
from app.engine.depth_memory import DepthMemory


class TurnDepth:
    """Chooses the policy of one turn and reports what it did.

    Raises AppError when a depth is asked for that cannot be.
    """

    def __init__(self, request: GenerateRequest, method: Method, max_depth: int) -> None:
        if request.depth is not None and not 0 <= request.depth <= MAX_DEPTH:
            raise AppError(
                f"A draft of {request.depth} tokens is not possible.", f"Use 0 to {MAX_DEPTH}."
            )
        self._request = request
        self._method = method
        self._max_depth = max_depth
        self._key: LearntKey | None = None
        self._controller: DepthController | None = None
        self._last_change = -1
        self._told: DepthChange | None = None

    @property
    def now(self) -> int:
        """The depth of the next round, as far as it is known before the round."""
        if self._controller is not None:
            return self._controller.standing.after
        return min(self._request.depth or 0, self._max_depth)

    def policy(self, memory: DepthMemory, context_tokens: int) -> DepthPolicy:
        """Return the policy of a turn whose prompt has so many tokens."""
        if self._request.depth is not None or self._max_depth == 0:
            return FixedDepth(self.now)
        self._key = memory.key(
            self._method,
            context_tokens=context_tokens,
            temperature=self._request.sampling.temperature,
        )
        self._controller = memory.controller(self._key, self._max_depth)
        changes = self._controller.changes
        self._last_change = changes[-1].round_index if changes else -1
        self._told = self._controller.last_change
        return self._controller

    def new_change(self) -> DepthChange | None:
        """Return the change that the last round led to, None if it led to none; once each."""
        change = self._controller.last_change if self._controller is not None else None
        if change is self._told:
            return None
        self._told = change
        return change

    def control(self, memory: DepthMemory) -> DepthControl | None:
        """Return what the controller did and learnt, None if the depth was fixed."""
        controller, key = self._controller, self._key
        if controller is None or key is None:
            return None
        learnt = controller.learnt()
        memory.keep(key, learnt)
        fresh = tuple(c for c in controller.changes if c.round_index > self._last_change)
        return DepthControl(controller.reason, fresh, controller.measured_speedup, key, learnt)
