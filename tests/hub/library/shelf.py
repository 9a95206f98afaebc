"""A library in a temporary folder, with a place of each kind, for tests."""

import dataclasses
import threading
from pathlib import Path

from app.core.library import Library, LibraryFile, Place
from app.hub.library import index
from app.hub.library.hashing import hash_file
from app.hub.library.places import Layout, Machine, Root
from app.hub.library.scan import LibraryFolders, scan
from app.hub.library.stats import snapshot, stat_part
from app.hub.library.verifying import Watch


class Shelf:
    """Folders `models`, `mine` (linked), `hub`, `studio` and `ollama`, and a library of them."""

    def __init__(self, tmp_path: Path) -> None:
        machine = Machine(tmp_path / "home", {}, "linux", tmp_path)
        self.folders = LibraryFolders(tmp_path / "library.json", tmp_path / "models", machine)
        self.linked = tmp_path / "mine"
        self.hub = tmp_path / "hub"
        self.ollama = tmp_path / "ollama"
        self.studio = tmp_path / "studio"
        self.cancel = threading.Event()
        self.read: list[tuple[Path, int]] = []
        self.roots = [
            Root(Place.FORETOKEN, self.folders.models, Layout.OWNER_AND_REPOSITORY),
            Root(Place.HUGGING_FACE, self.hub, Layout.HUB_CACHE),
            Root(Place.LM_STUDIO, self.studio, Layout.OWNER_AND_REPOSITORY),
            Root(Place.OLLAMA, self.ollama, Layout.OLLAMA),
            Root(Place.LINKED, self.linked),
        ]
        for root in self.roots:
            root.folder.mkdir()
        self.reported: list[LibraryFile] = []

    @property
    def watch(self) -> Watch:
        return Watch(self.cancel, lambda path, count: self.read.append((path, count)))

    @property
    def library(self) -> Library:
        """What is known without looking."""
        return snapshot(index.load(self.folders.index))

    def scan(self, **kwargs) -> Library:
        self.reported.clear()
        return scan(self.folders, self.cancel, self.reported.append, roots=self.roots, **kwargs)

    def link(self, path: Path, *, hashed: bool = False) -> LibraryFile:
        sha256 = hash_file(path, threading.Event()) if hashed else ""
        file = LibraryFile(path.name, Place.LINKED, (stat_part(path, sha256),))
        with index.edit(self.folders.index) as records:
            records.put(file)
        return file

    def entry(self, name: str) -> LibraryFile:
        return next(file for file in self.library.files if file.name == name)

    def change(self, file: LibraryFile, **changes) -> None:
        """Write other fields into an entry's first part."""
        part = dataclasses.replace(file.parts[0], **changes)
        with index.edit(self.folders.index) as records:
            records.put(dataclasses.replace(file, parts=(part, *file.parts[1:])))
