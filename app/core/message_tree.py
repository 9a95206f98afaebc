"""The tree that a conversation's messages form: edits and new answers make branches of it."""

from collections.abc import Iterable

from app.core.conversations import StoredMessage


class MessageTree:
    """Messages by what they follow; one path from the beginning to a leaf is shown.

    A message that follows one that is not there begins a tree of its own. Raises ValueError for
    two of the same name.
    """

    def __init__(self, messages: Iterable[StoredMessage] = (), leaf_id: str | None = None) -> None:
        self._messages: dict[str, StoredMessage] = {}
        self._children: dict[str | None, list[str]] = {}
        for message in messages:
            self._add(message)
        self.leaf_id = leaf_id if leaf_id in self._messages else self.newest_leaf(None)

    def __len__(self) -> int:
        return len(self._messages)

    def __contains__(self, message_id: str) -> bool:
        return message_id in self._messages

    def __getitem__(self, message_id: str) -> StoredMessage:
        return self._messages[message_id]

    def _add(self, message: StoredMessage) -> None:
        if message.message_id in self._messages:
            raise ValueError(f"two messages are called {message.message_id}")
        self._messages[message.message_id] = message
        self._children.setdefault(self._parent(message), []).append(message.message_id)

    def _parent(self, message: StoredMessage) -> str | None:
        return message.parent_id if message.parent_id in self._messages else None

    def append(self, message: StoredMessage) -> None:
        """Add a message and show the branch that ends in it."""
        self._add(message)
        self.leaf_id = message.message_id

    def replace(self, message: StoredMessage) -> None:
        """Put what became of a message in its place; its parent stays. Raises KeyError."""
        before = self._messages[message.message_id]
        if before.parent_id != message.parent_id:
            raise ValueError("a message cannot move in its tree")
        self._messages[message.message_id] = message

    def messages(self) -> tuple[StoredMessage, ...]:
        """Return all messages, parents before their children."""
        return tuple(self._messages.values())

    def path(self, leaf_id: str | None = None) -> tuple[StoredMessage, ...]:
        """Return the messages from the beginning to `leaf_id`, by default the branch shown."""
        found: list[StoredMessage] = []
        at = self.leaf_id if leaf_id is None else leaf_id
        while at is not None:
            message = self._messages[at]
            found.append(message)
            at = self._parent(message)
        return tuple(reversed(found))

    def siblings(self, message_id: str) -> tuple[str, ...]:
        """Return the versions of a message, itself among them, oldest first."""
        return tuple(self._children[self._parent(self._messages[message_id])])

    def children(self, message_id: str | None) -> tuple[str, ...]:
        """Return what follows a message; None asks for the beginnings."""
        return tuple(self._children.get(message_id, ()))

    def newest_leaf(self, message_id: str | None) -> str | None:
        """Return the end of the newest branch through a message; None takes the newest tree."""
        at = message_id
        while children := self._children.get(at):
            at = children[-1]
        return at

    def show(self, message_id: str) -> None:
        """Show the newest branch through this message. Raises KeyError."""
        self.leaf_id = self.newest_leaf(self._messages[message_id].message_id)

    def step(self, message_id: str, by: int) -> str | None:
        """Show the version `by` places further on; return it, None where there is none."""
        versions = self.siblings(message_id)
        at = versions.index(message_id) + by
        if not 0 <= at < len(versions):
            return None
        self.show(versions[at])
        return versions[at]

    def branch(self, message_id: str) -> tuple[str, ...]:
        """Return a message and all that follows it, on every branch, parents first."""
        found = [message_id]
        for each in found:
            found += self._children.get(each, ())
        return tuple(found)

    def remove(self, message_id: str) -> tuple[str, ...]:
        """Take a message out, with all that follows it; return them.

        A version beside it is shown then, else what it followed.
        """
        parent = self._parent(self._messages[message_id])
        gone = self.branch(message_id)
        shown = {message.message_id for message in self.path()} if self.leaf_id else set[str]()
        self._children[parent].remove(message_id)
        for each in gone:
            del self._messages[each]
            self._children.pop(each, None)
        if message_id in shown:
            left = self._children.get(parent)
            self.leaf_id = self.newest_leaf(left[-1]) if left else parent
        return gone
