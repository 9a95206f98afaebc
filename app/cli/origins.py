"""`generate --origins`: where each token of an answer came from, on a terminal or as JSON."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.core.events import DraftVerified, Verdict
from app.core.speculation import Origin
from app.core.token_map import visible

_RESET = "\x1b[0m"
_SHAPES: dict[Origin | None, str] = {
    Origin.ACCEPTED: "\x1b[4m",
    Origin.RECOVERED: "\x1b[4:4m",
    Origin.BONUS: "\x1b[4:2m",
    None: "\x1b[9m",
}
_COLOURS: dict[Origin | None, int] = {
    Origin.ACCEPTED: 29,
    Origin.RECOVERED: 136,
    Origin.BONUS: 32,
    None: 166,
}
"""Of xterm's 256: nearest to the window's, and readable on black and on white. None: rejected."""


def add_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--origins`."""
    parser.add_argument(
        "--origins",
        nargs="?",
        choices=("auto", "always", "never"),
        const="auto",
        default="never",
        help="mark tokens by where they came from (accepted: underlined, recovered: dotted, bonus: "
        "double, rejected: struck through) on a terminal, or always; with --json: list them",
    )


class Origins:
    """What `--origins` asks for.

    Attributes:
        asked: whether rounds are to tell probabilities.
    """

    def __init__(self, choice: str) -> None:
        self.asked = choice != "never"
        self._marked = choice == "always" or (self.asked and sys.stdout.isatty())
        self._coloured = not os.environ.get("NO_COLOR")
        self._rounds: list[DraftVerified] = []

    def take(self, one: DraftVerified) -> None:
        """Keep a round for the record."""
        if self.asked:
            self._rounds.append(one)

    def legend(self) -> str:
        """Return the marks beside their names, "" where nothing is marked."""
        names = [self._mark(str(origin), origin) for origin in _SHAPES if origin is not None]
        return "  ".join((*names, self._mark("rejected", None))) if self._marked else ""

    def text(self, one: DraftVerified) -> str:
        """Return a round's text as it is printed, rejected tokens before what replaced them."""
        if not self._marked:
            return "".join(piece.text for piece in one.pieces)
        parts = [self._mark(piece.text, piece.origin) for piece in one.pieces]
        if one.rejected and len(one.pieces) >= one.accepted_tokens:
            ghost = self._mark(visible("".join(one.rejected)), None)
            parts.insert(one.accepted_tokens, ghost)
        return "".join(parts)

    def _mark(self, text: str, origin: Origin | None) -> str:
        body = text.lstrip()
        if not body or origin not in _SHAPES:
            return text
        space = text[: len(text) - len(body)]
        colour = f"\x1b[38;5;{_COLOURS[origin]}m" if self._coloured else ""
        return f"{space}{colour}{_SHAPES[origin]}{body}{_RESET}"

    def record(self) -> dict[str, Any]:
        """Return `tokens` and `rounds` for the JSON object, nothing if not asked for."""
        if not self.asked:
            return {}
        tokens = [
            {**asdict(piece), "origin": str(piece.origin), "round": index, "position": position}
            for index, one in enumerate(self._rounds)
            for position, piece in enumerate(one.pieces)
        ]
        return {"tokens": tokens, "rounds": [_round(one) for one in self._rounds]}


def _round(one: DraftVerified) -> dict[str, Any]:
    return {
        "source": str(one.source),
        "draft": _draft(one.verdicts, one.accepted_tokens),
        "emitted_tokens": one.emitted_tokens,
        "draft_seconds": one.draft_seconds,
        "verify_seconds": one.verify_seconds,
    }


def _draft(verdicts: Sequence[Verdict], accepted: int) -> list[dict[str, Any]]:
    return [
        {**asdict(verdict), "accepted": index < accepted} for index, verdict in enumerate(verdicts)
    ]
