"""Finds what the sources of the window say: every text that is to be translated, and its context.

lupdate reads calls of `tr` in Python, but not texts that a module translates through a function of
its own (`_tr`), nor those marked in a table; so the sources are read here, as Python reads them.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text; `plural` where a number decides its form."""

    context: str
    source: str
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A call whose text is not written where it is called, so that nobody can find it."""

    path: Path
    line: int


def texts_of(paths: Iterable[Path]) -> tuple[list[Text], list[Unreadable]]:
    """Return all texts, each once, and the calls that hide theirs. Raises SyntaxError, OSError."""
    texts: dict[Text, None] = {}
    hidden: list[Unreadable] = []
    for path in sorted(paths):
        found = _Reader(path).read()
        for text in found.texts:
            texts.setdefault(text)
        hidden += found.hidden
    return list(texts), hidden


class _Reader(ast.NodeVisitor):
    def __init__(self, path: Path) -> None:
        self._path = path
        self._tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        self._classes: list[str] = []
        self._own = dict(_translating_functions(self._tree))
        self._inside = ""
        self.texts: list[Text] = []
        self.hidden: list[Unreadable] = []

    def read(self) -> "_Reader":
        self.visit(self._tree)
        return self

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name not in self._own:
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Attribute(attr="tr"), args=[text, *rest]):
                self._take(node, self._classes[-1] if self._classes else "", text, len(rest) > 1)
            case ast.Call(func=ast.Attribute(attr="translate"), args=[context, text, *rest]) if (
                isinstance(context, ast.Constant) and isinstance(context.value, str)
            ):
                self._take(node, context.value, text, len(rest) > 1)
            case ast.Call(func=ast.Name(id="marked"), args=[ast.Constant(str(context)), text]):
                self._take(node, context, text)
            case ast.Call(func=ast.Name(id=name), args=[text, *rest]) if name in self._own:
                self._take(node, self._own[name], text, bool(rest))
            case _:
                pass

    def _take(self, call: ast.Call, context: str, text: ast.expr, plural: bool = False) -> None:
        match text:
            case ast.Constant(str(source)):
                self.texts.append(Text(context, source, plural))
            case ast.Subscript() | ast.Attribute() | ast.Name():
                # Chosen from a table, whose entries are `marked`.
                self.hidden += [] if self._marks else [Unreadable(self._path, call.lineno)]
            case _:
                self.hidden.append(Unreadable(self._path, call.lineno))

    @property
    def _marks(self) -> bool:
        return any(
            isinstance(node, ast.ImportFrom) and node.module == "app.ui.access.marked"
            for node in self._tree.body
        )


def _translating_functions(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield a module's own functions that translate their first argument, with the context."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(
                name=name,
                args=ast.arguments(args=[ast.arg(arg=first), *_]),
                body=[
                    *_,
                    ast.Return(
                        value=ast.Call(
                            func=ast.Attribute(attr="translate"),
                            args=[ast.Constant(str(context)), ast.Name(id=given), *_],
                        )
                    ),
                ],
            ) if first == given:
                yield name, context
            case _:
                pass
