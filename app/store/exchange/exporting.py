"""Writes conversations as files: whole or not at all, one conversation at a time in memory."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.core.conversations import StoredConversation
from app.core.errors import AppError
from app.core.saving import check_writable, save_text, unwritable
from app.store.chat_store import ChatStore
from app.store.exchange.chat_format import FORMAT, VERSION
from app.store.exchange.chat_json import plain_conversation, plain_folder
from app.store.exchange.markdown import file_name, markdown_of
from app.store.exchange.watch import Watch


def export_json(store: ChatStore, names: Sequence[str], path: Path, watch: Watch) -> int:
    """Write these conversations in Foretoken's format; return how many there were.

    Raises AppError when the file cannot be written or the user gave up; then there is none.
    """
    check_writable(path)
    partial = path.with_name(f"{path.name}.partial")
    count = 0
    try:
        with partial.open("w", encoding="utf-8", errors="replace", newline="") as file:
            folders = [plain_folder(folder) for folder in store.folders()]
            head = json.dumps({"format": FORMAT, "version": VERSION, "folders": folders})
            file.write(head[:-1] + ', "conversations": [')
            for one in _each(store, names, watch):
                file.write(",\n" if count else "\n")
                file.write(json.dumps(plain_conversation(one), ensure_ascii=False))
                count += 1
            file.write("\n]}\n")
        os.replace(partial, path)
    except OSError as problem:
        raise unwritable(path, problem) from problem
    finally:
        partial.unlink(missing_ok=True)
    return count


def export_markdown(store: ChatStore, names: Sequence[str], path: Path, watch: Watch) -> int:
    """Write one conversation to a file, or several into a folder (a name without suffix).

    Files that are there already stay: the new ones get a number. Raises AppError.
    """
    if len(names) == 1 and path.suffix and not path.is_dir():
        for one in _each(store, names, watch):
            save_text(path, markdown_of(one))
        return 1
    try:
        path.mkdir(exist_ok=True)
    except OSError as problem:
        raise unwritable(path, problem) from problem
    count = 0
    for one in _each(store, names, watch):
        save_text(_free(path, one.summary.title), markdown_of(one))
        count += 1
    return count


def _free(folder: Path, title: str) -> Path:
    path = folder / file_name(title, ".md")
    number = 1
    while path.exists():
        number += 1
        path = folder / file_name(title, f" {number}.md")
    return path


def _each(store: ChatStore, names: Sequence[str], watch: Watch) -> Iterator[StoredConversation]:
    if not names:
        raise AppError("There are no conversations to export.")
    found = False
    for number, name in enumerate(names):
        watch.step(number / len(names))
        one = store.load(name)
        if one is not None:
            found = True
            yield one
    if not found:
        raise AppError("This conversation is not kept yet.", "Try again in a moment.")
