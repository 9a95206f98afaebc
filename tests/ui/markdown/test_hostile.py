"""Hostile Markdown, HTML and LaTeX: nothing breaks, nothing is fetched, nothing takes long."""

import builtins
import random
import socket
import time

import pytest

from app.ui.chat.conversation import Entry
from app.ui.chat.transcript import Transcript
from app.ui.theme import LIGHT

LONGEST_SECONDS = 20
"""Far above what any of them takes, even on a busy machine: an endless one is told from a slow."""

SEEDS = (
    "> " * 500 + "x",
    "- " * 300 + "x",
    "*a " * 2000,
    "**" * 3000 + "x",
    "[" * 3000,
    "![" * 2000 + "](x",
    "`" * 1500 + "a",
    "<" * 3000,
    "<script>alert(1)</script>\n<img src=x onerror=alert(1)>",
    "<!-- " * 800,
    "&#0; &#x110000; &lt;&amp;" * 200,
    "![x](file:///etc/passwd) ![y](data:image/png;base64,AAAA) ![z](http://127.0.0.1:9/x.png)",
    "[a](javascript:alert(1)) [b](file:///etc/passwd)",
    "\n".join(f"[{n}]: [{n + 1}]" for n in range(400)),
    "[a]: /x\n" * 500 + "[a]" * 500,
    "| a " * 300 + "|\n" + "|-" * 300 + "|\n" + "| b " * 300 + "|\n",
    "|a|b|\n|-|-|\n" + "|x|y|\n" * 300,
    "\u202eevil\u202c \u2066x\u2069 \u200b\u200d\ufeff" * 200,
    "a\x00b\x01\x1b[31m\r\r\n\u2028\u2029",
    "e\u0301\u0302" * 2000,
    "word " * 20_000,
    "x" * 100_000,
    "```\n" + "a\n" * 1500,
    "~~~py\n" + "(" * 4000,
    "```" + "x" * 4000 + "\n",
    r"$\def\a{\a\a}\a$",
    r"$\newcommand{\x}{\x\x}\x$",
    r"$\input{/etc/passwd}$ $\include{x}$ $\write18{id}$",
    "$" + "{" * 900 + "}" * 900 + "$",
    "$" + r"\frac{1}{" * 60 + "x" + "}" * 60 + "$",
    "$" + r"\sqrt" * 600 + "$",
    "$" + "x^" * 600 + "$",
    r"$$\begin{matrix}" + r"1&2\\" * 300 + r"\end{matrix}$$",
    r"$\left(\right$ $\begin{x}$ $\end{y}$ $\\\\\\$",
    r"\[" * 900 + r"\]",
    r"\(" * 900,
    "#" * 3000,
    "1. " * 300 + "x",
    "999999999. x\n" * 200,
    "- [x] " * 200,
)


def inputs() -> list[str]:
    """Return 500 of them: the seeds, and pieces of them put together by chance."""
    dice = random.Random(11)
    made = list(SEEDS)
    while len(made) < 500:
        parts = [dice.choice(SEEDS) for _ in range(dice.randint(2, 4))]
        cuts = [
            part[(at := dice.randrange(len(part))) : at + dice.randint(1, 250)] for part in parts
        ]
        made.append(dice.choice(("", "\n", "\n\n", " ")).join(cuts))
    return made


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every file and socket that Python opens."""
    opened: list[str] = []
    real = builtins.open

    def note(file: object, *rest: object, **more: object) -> object:
        if "passwd" in str(file):
            opened.append(str(file))
        return real(file, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", note)
    monkeypatch.setattr(socket, "socket", lambda *_: opened.append("socket"))
    return opened


@pytest.mark.parametrize("part", range(5))
def test_hostile_inputs_are_shown(qtbot, closed, part):
    transcript = Transcript(LIGHT)
    qtbot.addWidget(transcript)
    transcript.resize(500, 300)
    transcript.show()
    for text in inputs()[part::5]:
        begun = time.monotonic()
        transcript.show_entries([Entry("assistant", text)])
        transcript.grab()
        assert time.monotonic() - begun < LONGEST_SECONDS, text[:80]
    assert closed == []
