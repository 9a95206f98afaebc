"""Named system prompts with their sampling, kept in the profile and passed on as JSON files."""

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from app.core import files
from app.core.chat_settings import THINKING
from app.core.errors import AppError
from app.core.json_shape import Field, List, Mismatch, Number, Record, Text, Word
from app.core.sampling import SamplingSettings
from app.core.usual_sampling import Values, with_values

log = logging.getLogger(__name__)

FORMAT: Final = "foretoken presets"
MOST: Final = 500
LONGEST_NAME: Final = 80
LONGEST_PROMPT: Final = 200_000

_SETTING = Record(
    "setting",
    (
        Field("name", Text(40), "a field of SamplingSettings, or thinking (1 or 0)"),
        Field("value", Number(-1e9, 1e9), "its value"),
    ),
)
_PRESET = Record(
    "preset",
    (
        Field("name", Text(LONGEST_NAME), "what it is called"),
        Field("system_prompt", Text(LONGEST_PROMPT), "empty for none"),
        Field("settings", List(_SETTING, 40), "those that it sets"),
    ),
)
FILE = Record(
    "file",
    (
        Field("format", Word((FORMAT,)), "says what the file is"),
        Field("presets", List(_PRESET, MOST), "in the order of their names"),
    ),
)
"""What `export` writes and `read` wants."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A system prompt and the settings that go with it.

    Attributes:
        settings: as a conversation keeps them, see core.chat_settings.
    """

    name: str
    system_prompt: str = ""
    settings: Values = ()


def load(path: Path) -> tuple[Preset, ...]:
    """Return the profile's presets; a damaged file gives none and is set aside."""
    try:
        return read(path)
    except FileNotFoundError:
        return ()
    except (OSError, AppError) as problem:
        log.warning("presets are unreadable: %s", problem)
        files.set_aside(path)
        return ()


def save(path: Path, presets: Iterable[Preset]) -> None:
    """Write presets, sorted by name. Raises OSError."""
    files.write_whole(path, as_json(sorted(presets, key=lambda one: one.name.casefold())))


def as_json(presets: Iterable[Preset]) -> str:
    """Return the text of a file of presets."""
    rows = [
        {
            "name": one.name,
            "system_prompt": one.system_prompt,
            "settings": [{"name": name, "value": value} for name, value in one.settings],
        }
        for one in presets
    ]
    return json.dumps({"format": FORMAT, "presets": rows}, ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> tuple[Preset, ...]:
    """Read a file of presets. Raises OSError, or AppError if it is something else."""
    hint = "Choose a file that was written by Export in this dialog."
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
        FILE.check(raw)
    except (ValueError, RecursionError, Mismatch) as problem:
        raise AppError(f"{path.name} holds no presets: {problem}.", hint) from problem
    rows = cast(list[dict[str, Any]], raw["presets"])
    return tuple(
        Preset(row["name"].strip(), row["system_prompt"], _known(row["settings"]))
        for row in rows
        if row["name"].strip()
    )


def _known(rows: Sequence[dict[str, Any]]) -> Values:
    """Return the settings that this version knows, and that are in range."""
    values = ((str(row["name"]), float(row["value"])) for row in rows)
    usual = SamplingSettings()
    return tuple(
        (name, value)
        for name, value in values
        if name == THINKING
        or (name in SamplingSettings.__dataclass_fields__ and _sticks(name, value, usual))
    )


def _sticks(name: str, value: float, usual: SamplingSettings) -> bool:
    """Whether a setting can have this value."""
    return value in (getattr(with_values(usual, ((name, value),)), name), getattr(usual, name))


def merged(known: Iterable[Preset], more: Iterable[Preset]) -> tuple[Preset, ...]:
    """Return both; one of `more` takes the place of one of its name."""
    by_name = {one.name: one for one in (*known, *more)}
    return tuple(by_name.values())
