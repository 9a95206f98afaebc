"""How the next answer is asked for: the conversation's choices, the user's, the target's own."""

from app.core.chat_settings import asked_thinking, sampling_of
from app.core.pairs import PairInfo
from app.core.sampling import SamplingSettings
from app.core.usual_sampling import Values
from app.ui.settings.store import SettingsStore


def sampling_in_force(
    own: Values, settings: SettingsStore, info: PairInfo | None
) -> SamplingSettings:
    """Return how the next answer's tokens are chosen; `own` are the conversation's choices."""
    return sampling_of(
        own,
        settings.sampling,
        info.sampling if info is not None else None,
        info.thinking if info is not None else None,
        chosen=settings.current.own_sampling,
    )


def thinking_wanted(own: Values, info: PairInfo | None) -> bool | None:
    """Return whether to think first; None where the target decides, or nobody chose."""
    able = info is None or (info.thinking is not None and bool(info.thinking.switch))
    return asked_thinking(own) if able else None
