"""Times the transcript: what a token costs in a short and a long answer, and a long conversation.

`python -m tests.transcript_trial`; synthetic events go through the real widgets.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from app.core.speculation import Origin
from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.transcript import Transcript
from app.ui.smoothness import GapProbe
from app.ui.theme import DARK, LIGHT
from tests.rounds import told_round

LONG = 200_000
SHORT = 2_000
FRAMES = 400
TOKEN = 5
"""Letters of a token."""

WORDS = ("harbour", "the", "boats", "*wake*", "early", "and", "a `lamp`", "is", "**lit**", "when")
MESSAGES = 500


def main() -> None:
    """Print medians and the longest, in milliseconds a token or as a whole."""
    QApplication([])
    kinds: dict[str, Callable[[random.Random], Iterator[str]]] = {
        "prose, lists, code, tables": mixed,
        "one list": one_list,
        "one piece of code": one_code,
        "one paragraph": one_paragraph,
        "one table": one_table,
    }
    for name, kind in kinds.items():
        for origins in (False, True) if kind is mixed else (False,):
            few, many = (answer_costs(kind, size, origins=origins) for size in (SHORT, LONG))
            print(
                f"{name}{', origins shown' * origins}: a token at {SHORT:,} characters "
                f"{said(few)}; at {LONG:,} {said(many)}; "
                f"medians {statistics.median(many) / statistics.median(few):.2f}x, "
                f"means {statistics.mean(many) / statistics.mean(few):.2f}x",
                flush=True,
            )
    conversation()


def said(costs: list[float]) -> str:
    """Return costs in words."""
    return (
        f"median {statistics.median(costs):.3f}, mean {statistics.mean(costs):.3f}, "
        f"longest {max(costs):.2f} ms"
    )


def answer_costs(
    kind: Callable[[random.Random], Iterator[str]], size: int, *, origins: bool
) -> list[float]:
    """Return what tokens cost around a length of `size` characters, painting included."""
    transcript = Transcript(LIGHT)
    transcript.resize(820, 640)
    transcript.show()
    transcript.show_origins(origins)
    answer = Entry("assistant", state=EntryState.STREAMING)
    transcript.add(answer)
    dice = random.Random(4)
    text = letters(kind(dice))
    begin = max(0, size - FRAMES * TOKEN // 2)
    if begin:
        write(transcript, answer, "".join(next(text) for _ in range(begin)), dice)
    costs = [
        timed(lambda: write(transcript, answer, "".join(next(text) for _ in range(TOKEN)), dice))
        for _ in range(FRAMES)
    ]
    transcript.deleteLater()
    return costs


def write(transcript: Transcript, answer: Entry, text: str, dice: random.Random) -> None:
    """Show one more token, all that it changes painted."""
    origin = Origin.ACCEPTED if dice.random() < 0.7 else Origin.RECOVERED
    rejected = (" guess",) if origin is Origin.RECOVERED and dice.random() < 0.5 else ()
    answer.tokens.add(told_round([(text, origin)], rejected))
    answer.text += text
    transcript.grow(text, "")
    QCoreApplication.processEvents()


def conversation() -> None:
    """Time a conversation of 500 messages: opened, made narrower, in the other theme."""
    dice = random.Random(7)
    entries: list[Entry] = []
    for number in range(MESSAGES // 2):
        entries.append(Entry("user", f"Question {number}: " + sentence(dice)))
        text = letters(mixed(dice))
        answer = "".join(next(text) for _ in range(dice.randint(300, 2_500)))
        entries.append(Entry("assistant", answer, note="80 tokens"))
    print(f"{MESSAGES} messages, {sum(len(entry.text) for entry in entries):,} characters")
    transcript = Transcript(LIGHT)
    transcript.resize(820, 640)
    transcript.show()
    stalls("opened", lambda: transcript.show_entries(entries))
    for place, value in (("end", 1.0), ("middle", 0.5), ("beginning", 0.0)):
        bar = transcript.verticalScrollBar()
        bar.setValue(round(bar.maximum() * value))
        for width in (700, 690, 820):
            stalls(f"{place}, {width} wide", lambda width=width: transcript.resize(width, 640))
        stalls(f"{place}, dark", lambda: transcript.set_theme(DARK, entries))
        stalls(f"{place}, light", lambda: transcript.set_theme(LIGHT, entries))
        stalls(f"{place}, source", lambda: transcript.show_source(True))
        stalls(f"{place}, rendered", lambda: transcript.show_source(False))


def stalls(name: str, change: Callable[[], object]) -> None:
    """Print how long a change and what follows it held the window up at the most."""
    probe = GapProbe()
    spin(0.2)
    probe.start()
    took = timed(lambda: (change(), QCoreApplication.processEvents()))
    spin(3.0)
    probe.stop()
    print(f"{name}: {took:.0f} ms, longest stall {max(probe.late_ms):.0f} ms", flush=True)


def spin(seconds: float) -> None:
    """Let the window run."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.0005)


def timed(run: Callable[[], object]) -> float:
    """Return milliseconds."""
    begun = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - begun)


def letters(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the letters of pieces."""
    for piece in pieces:
        yield from piece


def sentence(dice: random.Random) -> str:
    """Return some words with a full stop."""
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(6, 16))) + ". "


def mixed(dice: random.Random) -> Iterator[str]:
    """Yield what answers are made of."""
    while True:
        yield f"## Part {dice.randrange(99)}\n\n"
        for _ in range(3):
            yield "".join(sentence(dice) for _ in range(dice.randint(2, 6))) + "\n\n"
        yield "".join(f"- {sentence(dice)}\n" for _ in range(5)) + "\n"
        body = "".join(f"    total += {dice.randrange(99)}  # add\n" for _ in range(8))
        yield f"```python\ndef f(total):\n{body}    return total\n```\n\n"
        rows = "".join(
            f"| {dice.randrange(99)} | words | {dice.random():.2f} |\n" for _ in range(4)
        )
        yield f"| a | b | c |\n|---|---|--:|\n{rows}\n"


def one_list(dice: random.Random) -> Iterator[str]:
    """Yield a list without an end."""
    while True:
        yield f"- {sentence(dice)}\n"


def one_code(dice: random.Random) -> Iterator[str]:
    """Yield code without an end."""
    yield "```python\n"
    while True:
        yield f"value_{dice.randrange(99)} = compute({dice.randrange(99)})  # one more\n"


def one_paragraph(dice: random.Random) -> Iterator[str]:
    """Yield a paragraph without an end."""
    while True:
        yield sentence(dice)


def one_table(dice: random.Random) -> Iterator[str]:
    """Yield a table without an end."""
    yield "| a | b | c |\n|---|---|--:|\n"
    while True:
        yield f"| {dice.randrange(99)} | {dice.choice(WORDS)} | {dice.random():.2f} |\n"


if __name__ == "__main__":
    main()
