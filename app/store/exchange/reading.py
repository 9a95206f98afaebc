"""Reads files of conversations, one conversation after the other, whatever program wrote them."""

import json
import mmap
import re
import tempfile
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

from app.core.conversations import Folder, StoredConversation
from app.core.errors import AppError
from app.core.json_items import CutError, Text, elements, first_letter, members
from app.core.json_shape import Mismatch
from app.store.exchange.chat_format import (
    BOUNDS,
    FOLDER,
    FORMAT,
    MAX_CONVERSATION,
    MAX_MESSAGES,
    VERSION,
)
from app.store.exchange.chat_json import read_conversation
from app.store.exchange.chatgpt import chatgpt_conversation, is_chatgpt
from app.store.exchange.llama_web import is_llama_web, llama_web_conversation

MAX_BYTES: Final = 4 * 2**30
"""Of a file, and of what a ZIP archive unpacks to."""

MAX_MEMBERS: Final = 100_000
"""Files of an archive."""

MAX_HEAD: Final = 64 * 2**10
COPY_BYTES: Final = 2**20
_LINE: Final = re.compile(rb"[^\n]+")
_IN_ARCHIVES: Final = re.compile(r"(^|/)(conversations[^/]*\.json|[^/]+\.jsonl)$", re.IGNORECASE)
_ADVICE: Final = (
    "Choose what Foretoken exported, ChatGPT's export (conversations.json or its ZIP), or an "
    "export of the llama.cpp web UI."
)


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a file.

    Attributes:
        item: a conversation, a folder, or what is wrong with a conversation, in a sentence.
        done: how much of the file is read, 0 to 1.
    """

    item: StoredConversation | Folder | str
    done: float


def read_conversations(path: Path) -> Iterator[Found]:
    """Yield what a file holds, reading as it goes. Raises AppError for a file of another kind."""
    try:
        if not path.is_file():
            raise AppError(f"{path.name} is no file.", _ADVICE)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise AppError(f"{path.name} has {size / 2**30:,.1f} GiB, more than can be read.")
        if size and zipfile.is_zipfile(path):
            yield from _archive(path)
        else:
            with path.open("rb") as file:
                yield from _file(file, size, path.name)
    except OSError as problem:
        raise AppError(f"{path.name} cannot be read: {problem.strerror or problem}.") from problem


def _archive(path: Path) -> Iterator[Found]:
    """Yield what is in the members of a ZIP archive that may hold conversations."""
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = [one for one in archive.infolist() if _IN_ARCHIVES.search(one.filename)]
            if not wanted or len(wanted) > MAX_MEMBERS:
                raise AppError(f"{path.name} holds no conversations.", _ADVICE)
            left = MAX_BYTES
            for number, one in enumerate(wanted):
                with archive.open(one) as member, tempfile.TemporaryFile() as unpacked:
                    size = _copy(member, unpacked, left, path.name)
                    left -= size
                    for found in _file(unpacked, size, one.filename):
                        yield Found(found.item, (number + found.done) / len(wanted))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as problem:
        raise AppError(f"{path.name} is a damaged archive.", _ADVICE) from problem


def _copy(source: IO[bytes], target: IO[bytes], most: int, name: str) -> int:
    """Unpack a member; an archive says of itself how large that is, and may lie."""
    size = 0
    while block := source.read(COPY_BYTES):
        size += len(block)
        if size > most:
            raise AppError(f"{name} unpacks to more than can be read.", _ADVICE)
        target.write(block)
    target.flush()
    return size


def _file(file: IO[bytes], size: int, name: str) -> Iterator[Found]:
    if not size:
        raise AppError(f"{name} is empty.", _ADVICE)
    with _mapped(file) as data:
        start = 3 if data[:3] == b"\xef\xbb\xbf" else 0
        at, letter = first_letter(data, start)
        if letter not in (b"[", b"{"):
            raise AppError(f"{name} holds no conversations.", _ADVICE)
        try:
            if letter == b"[":
                yield from _list(data, at)
            elif _is_session(data, at):
                yield from _sessions(data, at)
            else:
                yield from _object(data, at, name)
        except CutError:
            yield Found("The file ends too early.", 1.0)


@contextmanager
def _mapped(file: IO[bytes]) -> Generator[mmap.mmap]:
    data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        yield data
    finally:
        data.close()


def _list(data: Text, start: int) -> Iterator[Found]:
    for first, last in elements(data, start):
        yield Found(_conversation(data, first, last), last / len(data))


def _object(data: Text, start: int, name: str) -> Iterator[Found]:
    """Yield what one object holds: Foretoken's format, or one conversation of another program."""
    found: dict[bytes, tuple[int, int]] = {}
    try:
        for key, span in members(data, start):
            found[key[1:-1]] = span
    except CutError as cut:
        found[cut.name[1:-1]] = (cut.begin, len(data))
    if b"format" not in found:
        if b"mapping" not in found and b"conv" not in found:
            raise AppError(f"{name} holds no conversations.", _ADVICE)
        last = max(span[1] for span in found.values()) + 1
        yield Found(_conversation(data, start, last), 1.0)
        return
    if _small(data, found[b"format"]) != FORMAT or b"conversations" not in found:
        raise AppError(f"{name} holds no conversations.", _ADVICE)
    version = _small(data, found.get(b"version", (0, 0)))
    if not isinstance(version, int) or version > VERSION:
        raise AppError(
            f"{name} was written by a newer Foretoken.", "Update Foretoken, and import it then."
        )
    for first, last in elements(data, found.get(b"folders", (0, 0))[0] or len(data)):
        yield Found(_folder(data, first, last), last / len(data))
    for first, last in elements(data, found[b"conversations"][0]):
        yield Found(_conversation(data, first, last, own=True), last / len(data))


def _small(data: Text, span: tuple[int, int]) -> object:
    if span[1] - span[0] > MAX_HEAD:
        return None
    try:
        return json.loads(data[span[0] : span[1]])
    except (ValueError, RecursionError):
        return None


def _folder(data: Text, first: int, last: int) -> Folder | str:
    raw = _small(data, (first, last))
    try:
        FOLDER.check(raw)
    except Mismatch as problem:
        return f"A folder is damaged: {problem}."
    found = cast(dict[str, Any], raw)
    return Folder(found["id"], found["name"], found["position"])


def _parsed(data: Text, first: int, last: int) -> dict[str, Any] | str:
    """Return an object, or what is wrong with it."""
    if last - first > MAX_CONVERSATION:
        return f"A conversation has more than {MAX_CONVERSATION // 2**20} MiB."
    piece = data[first:last]
    if excess := BOUNDS.excess(piece):
        return f"A conversation holds more {excess} than any."
    try:
        raw: object = json.loads(piece.decode("utf-8"))
    except (ValueError, RecursionError) as problem:
        return f"A conversation is no JSON: {problem}."
    return cast(dict[str, Any], raw) if isinstance(raw, dict) else "A list holds something else."


def _conversation(
    data: Text, first: int, last: int, *, own: bool = False
) -> StoredConversation | str:
    raw = _parsed(data, first, last)
    if isinstance(raw, str):
        return raw
    try:
        return read_conversation(raw) if own else _foreign(raw)
    except Mismatch as problem:
        return f"A conversation is damaged: {problem}."


def _foreign(raw: dict[str, Any]) -> StoredConversation | str:
    if is_chatgpt(raw):
        found = chatgpt_conversation(raw)
    elif is_llama_web(raw):
        found = llama_web_conversation(raw)
    else:
        return "A list holds something else than conversations."
    if not found.messages:
        return "A conversation is empty."
    return found if len(found.messages) <= MAX_MESSAGES else "A conversation is too long."


# The llama.cpp web UI's lines: a session, then its messages.


def _is_session(data: Text, start: int) -> bool:
    line = _LINE.match(data, start)
    if line is None or line.end() - start > MAX_HEAD:
        return False
    head = _small(data, (start, line.end()))
    return isinstance(head, dict) and cast(dict[str, Any], head).get("type") == "session"


def _sessions(data: Text, start: int) -> Iterator[Found]:
    session: dict[str, Any] | None = None
    messages: list[Any] = []
    size, done = 0, 0.0
    for line in _LINE.finditer(data, start):
        if not data[line.start() : line.start() + 200].strip():
            continue
        raw = _parsed(data, *line.span())
        record = {} if isinstance(raw, str) else raw
        if record.get("type") == "session" or isinstance(raw, str):
            if session is not None:
                yield Found(_foreign({"conv": session, "messages": messages}), done)
            session = None if isinstance(raw, str) else raw
            messages, size = [], 0
            if isinstance(raw, str):
                yield Found(raw, done)
        elif record.get("type") == "message" and session is not None:
            size += line.end() - line.start()
            if size <= MAX_CONVERSATION:
                messages.append(record.get("message"))
        done = line.end() / len(data)
    if session is not None:
        yield Found(_foreign({"conv": session, "messages": messages}), 1.0)
