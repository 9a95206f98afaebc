"""Fills a store with 10,000 conversations and times what the window asks of it.

`python -m tests.store_trial [FOLDER]`; the database is made there once and used again.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.core.conversations import (
    ConversationSummary,
    StoredConversation,
    StoredMessage,
    TitleSource,
)
from app.store.chat_store import ChatStore
from app.store.search import search

CONVERSATIONS = 10_000
MESSAGES = 20
WORDS = 60
VOCABULARY = 20_000


def main() -> None:
    """Print what each thing takes, as medians in milliseconds."""
    given = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="store-trial-")
    path = Path(given) / "large.sqlite3"
    if not path.exists():
        fill(path)
    print(f"database: {path.stat().st_size / 2**20:.0f} MiB")
    empty = Path(given) / "empty.sqlite3"
    for name, file in (("empty", empty), ("large", path)):
        print(f"open and first page, {name}: {timed(lambda file=file: first_page(file)):.1f} ms")
    store = ChatStore(path)
    dice = random.Random(3)
    offsets = [dice.randrange(CONVERSATIONS) for _ in range(50)]
    page = statistics.median(timed(lambda at=at: store.conversations(at, 200), 1) for at in offsets)
    print(f"a page of 200: {page:.1f} ms")
    for kind, words in queries(dice):
        times = [timed(lambda text=text: search(store.connection, text), 1) for text in words]
        print(
            f"search, {kind}: median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms"
        )
    store.close()


def queries(dice: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Yield kinds of searches, 100 of each."""
    yield "one common word", [word(dice.randrange(20)) for _ in range(100)]
    yield "one rare word", [word(dice.randrange(10_000, VOCABULARY)) for _ in range(100)]
    yield "two words", [f"{word(draw(dice))} {word(draw(dice))}" for _ in range(100)]
    yield "two letters typed", [word(draw(dice))[:2] for _ in range(100)]
    yield "nothing", [f"zzz{number}" for number in range(100)]


def fill(path: Path) -> None:
    """Write the conversations."""
    store = ChatStore(path)
    dice = random.Random(1)
    for number in range(CONVERSATIONS):
        store.save(conversation(number, dice))
    store.close()


def conversation(number: int, dice: random.Random) -> StoredConversation:
    """Return one conversation; word frequencies fall like those of a language."""
    when = 1.7e9 + number * 600.0
    parent: str | None = None
    messages: list[StoredMessage] = []
    for index in range(MESSAGES):
        text = " ".join(word(draw(dice)) for _ in range(WORDS))
        name = f"m{number}-{index}"
        role = "assistant" if index % 2 else "user"
        messages.append(StoredMessage(name, parent, role, text, created=when, finished=when))
        parent = name
    title = " ".join(word(draw(dice)) for _ in range(4))
    about = ConversationSummary(
        f"c{number}", title, TitleSource.WORDS, None, False, created=when, updated=when
    )
    return StoredConversation(about, tuple(messages), parent)


def draw(dice: random.Random) -> int:
    """Draw a word's rank, the first ones far more often."""
    return int(VOCABULARY ** dice.random()) - 1


def word(rank: int) -> str:
    """Return the made-up word of this rank."""
    letters = "aeioubdgklmnprstvz"
    text = ""
    rank += 7
    while rank:
        rank, digit = divmod(rank, len(letters))
        text += letters[digit] + "a"[: len(text) % 2]
    return text + "n"


def first_page(path: Path) -> None:
    """Do what a starting window asks for."""
    store = ChatStore(path)
    store.conversations()
    store.folders()
    store.count()
    store.connection.close()


def timed(call: Callable[[], object], repeats: int = 11) -> float:
    """Return the median milliseconds of a call."""
    times: list[float] = []
    for _ in range(repeats):
        started = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


if __name__ == "__main__":
    main()
