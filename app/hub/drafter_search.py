"""Finds drafters for a target: in its file, beside it, on this machine, in the catalogue."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from app.core import paths
from app.core.depth_learnt import LearntDepth
from app.core.hub_files import HubFile
from app.core.learnt import LearntKey
from app.core.library import FileDetails, FilePart, LibraryFile, LibraryKind, Place
from app.core.pair_names import name_files
from app.core.pairs import Method
from app.core.repositories import FailureKind, RepoDetails, RepoFile
from app.core.speedup import ExpectedSpeedup, measured_speedup
from app.gguf.capabilities import Capabilities, describe
from app.gguf.classification import Use, classify_name
from app.gguf.doctor import Room, check_own_heads, examine
from app.gguf.pairing import find_drafters_beside
from app.gguf.proposals import Origin, Proposal, Standing
from app.hub import repository
from app.hub.catalog import Catalogue, CatalogueEntry, PublishedDrafter, load_catalogue, plain_name
from app.hub.failures import HubError
from app.hub.file_names import quant_of
from app.hub.headers import HeaderReader
from app.hub.http import HubClient
from app.hub.library.drafters import may_fit
from app.hub.proposal_judging import Judge

MOST_IN_A_PLACE: Final = 8
"""Drafters looked at in one repository, or on this machine; published ones have 1 to 4 quants."""

_STANDINGS: Final = tuple(Standing)
_METHODS: Final = (Method.MTP, Method.EAGLE3, Method.DRAFT)
_ORIGINS: Final = tuple(Origin)
_QUANTS: Final = ("Q8_0", "BF16", "F16", "Q4_0")
"""Of drafters, best first: Q8_0 guesses as well as F16 at half the time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target in want of a drafter.

    Attributes:
        file: where it is, here or on the hub. siblings: the files of its repository, if it has one.
        installed: files of this machine that may be drafters. room: memory for the pair.
        repo_id: of the hub, that a file of this machine is from; "" unknown.
        chosen: the drafter that the user looks at: it is read whole whatever its rank.
    """

    target: Capabilities
    file: HubFile | Path
    siblings: tuple[RepoFile, ...] = ()
    installed: tuple[LibraryFile, ...] = ()
    room: Room | None = None
    learnt: Mapping[LearntKey, LearntDepth] = field(
        default_factory=dict[LearntKey, LearntDepth], repr=False
    )
    cancel: threading.Event | None = None
    chosen: HubFile | Path | None = None
    repo_id: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What the target goes by, the most telling first."""
        if isinstance(self.file, HubFile):
            return self.file.name, self.file.repo_id.rpartition("/")[2], self.target.name
        return self.file.name, self.target.name


def open_search(hub: HubClient, reader: HeaderReader) -> "DrafterSearch":
    """Return a search with the catalogue that came with the program."""
    return DrafterSearch(hub, reader, load_catalogue(paths.catalogue()))


class DrafterSearch:
    """Answers with ranked proposals. Remembers repositories that the catalogue named."""

    def __init__(self, hub: HubClient, reader: HeaderReader, catalogue: Catalogue) -> None:
        self._hub = hub
        self._reader = reader
        self._catalogue = catalogue
        self._listed: dict[str, RepoDetails] = {}

    def find(self, wanted: Wanted) -> Iterator[tuple[Proposal, ...]]:
        """Yield all proposals so far, best first: nearest places are looked at first.

        What cannot be reached or read is a proposal that says so. Raises HubError when given up.
        """
        entry = self._catalogue.find(wanted.names)
        found = [*_own_heads(wanted), *self._beside(wanted)]
        yield _ranked(wanted, found, entry)
        if wanted.installed or isinstance(wanted.file, Path):
            found += self._installed(wanted)
            yield _ranked(wanted, found, entry)
        if entry is not None:
            found += self._published(wanted, entry, found)
            yield _ranked(wanted, found, entry)

    def read(
        self, proposal: Proposal, cancel: threading.Event | None = None
    ) -> Capabilities | None:
        """Return a proposed drafter whole; None for heads in the target. Raises AppError."""
        match proposal.file:
            case None:
                return None
            case HubFile() as file:
                return self._reader.full(file, cancel=cancel)
            case path:
                return describe(path)

    def _judge(self, wanted: Wanted) -> Judge:
        return Judge(self._reader, wanted.target, wanted.room, wanted.cancel, wanted.chosen)

    def _beside(self, wanted: Wanted) -> list[Proposal]:
        """Return the drafters that names in the target's repository promise."""
        if isinstance(wanted.file, HubFile):
            own, siblings = wanted.file, wanted.siblings
        elif wanted.repo_id:
            place = PublishedDrafter(wanted.repo_id, (), Method.MTP)
            listed = self._list(place, wanted.cancel)
            if isinstance(listed, Proposal):
                return [replace(listed, origin=Origin.REPOSITORY)]
            own = HubFile(listed.repo_id, wanted.file.name, listed.revision)
            siblings = listed.files
        else:
            return []
        files = [
            replace(own, path=sibling.path, size=sibling.size, sha256=sibling.sha256)
            for sibling in siblings
            if sibling.is_gguf
            and sibling.path != own.path
            and classify_name(sibling.path).use is Use.DRAFTER
        ]
        eagle = bool(files) and all("eagle" in file.path.lower() for file in files)
        method = Method.EAGLE3 if eagle else Method.MTP
        return self._judge(wanted).judge(_best_quants(files), Origin.REPOSITORY, method)

    def _installed(self, wanted: Wanted) -> list[Proposal]:
        entry = _as_installed(wanted)
        likely = [
            file for file in wanted.installed if file.path != entry.path and may_fit(entry, file)
        ]
        likely.sort(key=lambda file: (file.details.kind is not LibraryKind.DRAFTER, file.size))
        known = {file.path: file.size for file in likely[:MOST_IN_A_PLACE]}
        if isinstance(wanted.file, Path):
            beside = find_drafters_beside(wanted.file)[:MOST_IN_A_PLACE]
            known |= {path: path.stat().st_size for path in beside if path not in known}
        judge = self._judge(wanted)
        found = [judge.judge_here(path, size) for path, size in known.items()]
        return [proposal for proposal in found if proposal.standing is not Standing.REFUSED]

    def _published(
        self, wanted: Wanted, entry: CatalogueEntry, found: list[Proposal]
    ) -> list[Proposal]:
        """Return what the catalogue names, as it is on the hub now."""
        proposals: list[Proposal] = []
        here = wanted.file.repo_id if isinstance(wanted.file, HubFile) else wanted.repo_id
        names = tuple(plain_name(name) for name in wanted.names)
        for place in entry.drafters:
            if place.only and not any(place.only in name for name in names):
                continue
            if place.repo_id != here or not any(p.origin is Origin.REPOSITORY for p in found):
                proposals += self._at(wanted, place)
        has_heads = any(p.origin is Origin.IN_FILE and p.standing is Standing.FITS for p in found)
        if entry.heads_in is not None and not has_heads:
            proposals += self._with_heads(wanted, entry.heads_in)
        return proposals

    def _at(self, wanted: Wanted, place: PublishedDrafter) -> list[Proposal]:
        listed = self._list(place, wanted.cancel)
        if isinstance(listed, Proposal):
            return [listed]
        matching = _matching(listed, place.files)
        if not matching:
            return [_gone(place, f"{place.repo_id} holds no such GGUF (any more).")]
        judge = self._judge(wanted)
        found = judge.judge(_best_quants(matching), Origin.CATALOGUE, place.method)
        return [replace(proposal, note=place.note) for proposal in found]

    def _with_heads(self, wanted: Wanted, place: PublishedDrafter) -> list[Proposal]:
        """Return the same model with its heads inside, in the quant of this one."""
        listed = self._list(place, wanted.cancel)
        if isinstance(listed, Proposal):
            return [listed]
        quant = quant_of(wanted.target.path.name)
        matching = [
            file
            for file in _matching(listed, place.files)
            if classify_name(file.path).use is Use.TARGET and quant_of(file.path) == quant
        ]
        if not matching:
            reason = f"{place.repo_id} holds no {quant or 'such'} file with an MTP head."
            return [_gone(place, reason)]
        return [self._judge(wanted).judge_replacement(matching[0])]

    def _list(
        self, place: PublishedDrafter, cancel: threading.Event | None
    ) -> RepoDetails | Proposal:
        """Return a repository that the catalogue names, or a proposal that says why not."""
        if place.repo_id not in self._listed:
            try:
                found = repository.details(self._hub, place.repo_id, cancel=cancel)
            except HubError as problem:
                if problem.kind is FailureKind.CANCELLED:
                    raise
                gone = problem.kind is FailureKind.NOT_FOUND
                return _gone(place, problem.title, Standing.GONE if gone else Standing.UNCHECKED)
            self._listed[place.repo_id] = found
        return self._listed[place.repo_id]


def _own_heads(wanted: Wanted) -> list[Proposal]:
    target = wanted.target
    if not target.nextn_layers:
        return []
    report = examine(target, None, wanted.room)
    own = check_own_heads(target).checks[0]
    first = report.failed[0] if report.failed else own
    return [
        Proposal(
            title="MTP head in the target's own file",
            method=Method.MTP,
            origin=Origin.IN_FILE,
            file=None,
            size=0,
            standing=Standing.REFUSED if report.failed else Standing.FITS,
            reason=first.value,
            report=report,
        )
    ]


def _matching(details: RepoDetails, patterns: tuple[str, ...]) -> list[HubFile]:
    """Return the repository's GGUFs that match, in the patterns' order."""
    found: dict[str, HubFile] = {}
    for pattern in patterns:
        for file in details.gguf_files:
            if (
                fnmatchcase(file.path, pattern)
                and classify_name(file.path).use is not Use.COMPANION
            ):
                found.setdefault(
                    file.path,
                    HubFile(details.repo_id, file.path, details.revision, file.size, file.sha256),
                )
    return list(found.values())


def _gone(place: PublishedDrafter, reason: str, standing: Standing = Standing.GONE) -> Proposal:
    return Proposal(
        title=place.repo_id,
        method=place.method,
        origin=Origin.CATALOGUE,
        file=None,
        size=0,
        standing=standing,
        reason=reason,
        note=place.note,
    )


def _best_quants(files: list[HubFile]) -> list[HubFile]:
    def rank(file: HubFile) -> tuple[int, int]:
        quant = quant_of(file.path)
        known = _QUANTS.index(quant) if quant in _QUANTS else len(_QUANTS)
        return known, file.size or 0

    return sorted(files, key=rank)[:MOST_IN_A_PLACE]


def _as_installed(wanted: Wanted) -> LibraryFile:
    """Return the target as an entry of the library, to be compared with others."""
    target = wanted.target
    details = FileDetails(
        kind=LibraryKind.TARGET,
        role=target.role.value,
        architecture=target.architecture,
        parameters=target.parameters,
        width=target.width,
        width_out=target.width_out,
        vocabulary=target.vocabulary.fingerprint,
        vocabulary_size=target.vocabulary_size,
    )
    part = FilePart(target.path, target.file_size)
    return LibraryFile(target.path.name, Place.FORETOKEN, (part,), details=details)


def _ranked(
    wanted: Wanted, found: list[Proposal], entry: CatalogueEntry | None
) -> tuple[Proposal, ...]:
    """Return the best first; what is here already need not be fetched."""
    here = {(p.title, p.size) for p in found if isinstance(p.file, Path)}
    wanting = [p for p in found if isinstance(p.file, Path) or (p.title, p.size) not in here]
    with_speed = [replace(p, speedup=_speedup(wanted, p, entry)) for p in wanting]
    return tuple(
        sorted(
            with_speed,
            key=lambda p: (
                _STANDINGS.index(p.standing),
                p.replaces,
                _METHODS.index(p.method),
                _ORIGINS.index(p.origin),
            ),
        )
    )


def _speedup(
    wanted: Wanted, proposal: Proposal, entry: CatalogueEntry | None
) -> ExpectedSpeedup | None:
    """Return what was measured here, else what others reported of this model."""
    if proposal.standing not in (Standing.FITS, Standing.UNCHECKED):
        return None
    files = [(wanted.target.path.name, wanted.target.file_size)]
    if proposal.file is not None and not proposal.replaces:
        files.append((proposal.file.name, proposal.size))
    measured = measured_speedup(wanted.learnt, name_files(files), proposal.method)
    return measured or (entry.speedup(proposal.method) if entry else None)
