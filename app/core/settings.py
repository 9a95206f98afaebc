"""Every setting, in one typed place, kept as JSON in the profile."""

import dataclasses
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, cast, get_args, get_type_hints

from app.core import files
from app.core.depth import MAX_DEPTH
from app.core.verification import Verify

log = logging.getLogger(__name__)

MAX_RECENT = 8

FRESH_SEED = -1
"""Every answer draws a seed of its own."""


class StartWith(StrEnum):
    """What the window loads when it starts."""

    LAST = "last"
    EMBEDDED = "embedded"
    NOTHING = "nothing"


SAMPLING: Final = (
    *("temperature", "top_k", "top_p", "min_p"),
    *("repeat_penalty", "frequency_penalty", "presence_penalty", "penalty_last_n"),
)
"""The settings that say how tokens are chosen."""


class ReduceMotion(StrEnum):
    """Whether the window keeps still: no sliding, no pulsing, nothing that plays by itself."""

    SYSTEM = "system"
    ALWAYS = "always"
    NEVER = "never"


class Language(StrEnum):
    """What the window speaks; SYSTEM is the system's language, English where it is not here."""

    SYSTEM = ""
    ENGLISH = "en"
    GERMAN = "de"


_WORDS: Final = {
    "verify": frozenset(Verify),
    "start_with": frozenset(StartWith),
    "reduce_motion": frozenset(ReduceMotion),
    "language": frozenset(Language),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose. Unknown keys of a newer version's file are ignored, bad values too.

    Attributes:
        target, drafter: paths of the last pair; "" is the embedded one (or no drafter).
        recent: pairs (target, drafter) opened before, newest first.
        depth: draft tokens a round, 0 lets the depth controller choose.
        verify: the rule by which draft tokens are kept, a core.verification.Verify.
        confidence: drafting stops at a guess less likely than this, 0 never.
        lookup: whether repetitions are looked up first, the drafter asked for the rest.
        seed: of every answer; FRESH_SEED for another one each time.
        own_sampling: whether the user's sampling is in force even where a target's makers
            recommend another one.
        repeat_penalty and the rest: see core.sampling.SamplingSettings.
        start_with: what a start loads, a StartWith.
        display_pace: tokens per second at which text is shown, 0 as fast as it comes.
        show_origins: whether new conversations show where each token came from.
        tell_finished: whether a long answer is told of while the window is in the background.
        hub_endpoint: the hub's address; "" takes HF_ENDPOINT, else huggingface.co.
        hub_proxy: what the hub is reached through; "" takes the system's proxies.
        hub_ca: a PEM file of certificates trusted besides the system's.
        hub_offline: whether nothing is asked of the network.
        models_folder: where downloads go; "" is the profile's own, see core.paths.Profile.models.
        bandwidth_limit: of downloads, in bytes a second; 0 none.
        font_scale: all text of the window, times the system's size.
        reduce_motion: a ReduceMotion.
        language: a Language, in force from the next start.
        window_geometry, window_state: Qt's own, base64.
    """

    target: str = ""
    drafter: str = ""
    recent: tuple[tuple[str, str], ...] = ()
    method: str = "auto"
    depth: int = 0
    lookup: bool = False
    confidence: float = 0.0
    verify: str = Verify.AUTO.value
    context_length: int = 0
    temperature: float = 0.0
    top_k: int = 64
    top_p: float = 0.95
    min_p: float = 0.0
    seed: int = FRESH_SEED
    repeat_penalty: float = 1.0
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    penalty_last_n: int = 64
    own_sampling: bool = False
    start_with: str = StartWith.LAST.value
    display_pace: int = 0
    show_origins: bool = False
    panel_visible: bool = True
    tell_finished: bool = True
    sidebar_visible: bool = True
    hub_endpoint: str = ""
    hub_proxy: str = ""
    hub_ca: str = ""
    hub_offline: bool = False
    models_folder: str = ""
    bandwidth_limit: int = 0
    font_scale: float = 1.0
    reduce_motion: str = ReduceMotion.SYSTEM.value
    language: str = Language.SYSTEM.value
    window_geometry: str = ""
    window_state: str = ""

    def with_recent(self, target: str, drafter: str) -> "Settings":
        """Return settings with this pair current and first among the recent ones."""
        pair = (target, drafter)
        others = tuple(p for p in self.recent if p != pair)
        recent = (pair, *others)[:MAX_RECENT] if target else others
        return dataclasses.replace(self, target=target, drafter=drafter, recent=recent)


def load(path: Path) -> Settings:
    """Read settings; a missing or damaged file gives defaults (a damaged one is set aside)."""
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as problem:
        log.warning("settings unreadable, starting from defaults: %s", problem)
        files.set_aside(path)
        return Settings()
    if not isinstance(raw, dict):
        files.set_aside(path)
        return Settings()
    known = cast(dict[str, Any], raw)
    hints = get_type_hints(Settings)
    kept = {
        field.name: value
        for field in dataclasses.fields(Settings)
        if (value := _coerce(field.name, known.get(field.name), hints[field.name])) is not None
    }
    if "own_sampling" not in known and _sampling_differs(kept):
        kept["own_sampling"] = True  # chosen before there was another
    return Settings(**kept)


def _sampling_differs(kept: Mapping[str, Any]) -> bool:
    usual = Settings()
    return any(kept.get(name, getattr(usual, name)) != getattr(usual, name) for name in SAMPLING)


def save(path: Path, settings: Settings) -> None:
    """Write settings so that a crash leaves the old file or the new one, never half of one."""
    files.write_whole(path, json.dumps(dataclasses.asdict(settings), indent=1))


_RANGES: dict[str, tuple[float, float]] = {
    "depth": (0, MAX_DEPTH),
    "context_length": (0, 2**24),
    "temperature": (0.0, 100.0),
    "top_k": (0, 2**31 - 1),
    "top_p": (0.0, 1.0),
    "min_p": (0.0, 1.0),
    "confidence": (0.0, 1.0),
    "seed": (FRESH_SEED, 2**32 - 1),
    "repeat_penalty": (0.01, 100.0),
    "frequency_penalty": (-100.0, 100.0),
    "presence_penalty": (-100.0, 100.0),
    "penalty_last_n": (0, 2**20),
    "display_pace": (0, 10_000),
    "bandwidth_limit": (0, 10**12),
    "font_scale": (0.5, 3.0),
}


def _coerce(name: str, value: Any, hint: Any) -> Any:
    """Return `value` as the field's type, or None if it is not of that kind or out of range."""
    if get_args(hint):
        return _pairs(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not hint or (name in _WORDS and value not in _WORDS[name]):
        return None
    low, high = _RANGES.get(name, (0, 0))
    return value if name not in _RANGES or low <= value <= high else None


def _pairs(value: Any) -> tuple[tuple[str, str], ...] | None:
    found: list[tuple[str, str]] = []
    match value:
        case [*rows]:
            for row in rows:
                match row:
                    case [str(target), str(drafter)]:
                        found.append((target, drafter))
                    case _:
                        pass
        case _:
            return None
    return tuple(found[:MAX_RECENT])
