"""What can be done with a message, by its kind and state."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.ui.chat.conversation import Entry, EntryState


class Act(Enum):
    """One thing to do with a message."""

    COPY = auto()
    EDIT = auto()
    AGAIN = auto()
    OTHER_PAIR = auto()
    GO_ON = auto()
    DELETE = auto()
    PREVIOUS = auto()
    NEXT = auto()


KEYS: dict[Act, str] = {
    Act.COPY: "C",
    Act.EDIT: "E",
    Act.AGAIN: "R",
    Act.GO_ON: "G",
    Act.DELETE: "Del",
    Act.PREVIOUS: "Alt+Left",
    Act.NEXT: "Alt+Right",
}
"""The keys that do it while a message is chosen."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("messages", text)


def words(act: Act) -> str:
    """Return what a button or menu entry says."""
    return {
        Act.COPY: _tr("Copy"),
        Act.EDIT: _tr("Edit"),
        Act.AGAIN: _tr("Regenerate"),
        Act.OTHER_PAIR: _tr("Regenerate with"),
        Act.GO_ON: _tr("Continue"),
        Act.DELETE: _tr("Delete"),
        Act.PREVIOUS: _tr("Previous version"),
        Act.NEXT: _tr("Next version"),
    }[act]


def hint(act: Act) -> str:
    """Return what it does, in a sentence."""
    return {
        Act.COPY: _tr("Copy this message."),
        Act.EDIT: _tr("Write it otherwise; what there is stays as another version."),
        Act.AGAIN: _tr("Answer again; this answer stays as another version."),
        Act.OTHER_PAIR: _tr("Load another pair and answer again with it."),
        Act.GO_ON: _tr("Go on where this answer ends."),
        Act.DELETE: _tr("Delete this message and what follows it."),
        Act.PREVIOUS: _tr("Show the version before this one."),
        Act.NEXT: _tr("Show the version after this one."),
    }[act]


def is_cut(entry: Entry) -> bool:
    """Whether an answer ends early, or was written by the user: the model may go on with it."""
    cut = entry.state in (EntryState.STOPPED, EntryState.FAILED)
    return entry.role == "assistant" and bool(entry.text) and (cut or entry.turn is None)


def offers(entry: Entry) -> tuple[Act, ...]:
    """Return what a message offers, in the order in which it is shown."""
    if entry.open:
        return (Act.COPY,) if entry.text else ()
    if entry.role == "user":
        return Act.COPY, Act.EDIT, Act.DELETE
    found = [Act.COPY, Act.EDIT] if entry.text else []
    found.append(Act.AGAIN)
    if is_cut(entry):
        found.append(Act.GO_ON)
    return *found, Act.DELETE


def needs_quiet(act: Act) -> bool:
    """Whether it waits for a running answer to end."""
    return act is not Act.COPY
