"""Judges files that may be drafters of one target: by their first keys, the likeliest one whole."""

import threading
from dataclasses import replace
from pathlib import Path

from app.core.errors import AppError
from app.core.hub_files import HubFile
from app.core.pairs import Method
from app.core.repositories import FailureKind
from app.gguf.capabilities import Capabilities, describe, role_refusal
from app.gguf.doctor import Room, examine
from app.gguf.pairing import PairReport
from app.gguf.proposals import Origin, Proposal, Standing
from app.gguf.quick_look import QuickLook
from app.gguf.roles import Role
from app.hub.failures import HubError
from app.hub.headers import HeaderReader

_METHODS = {Role.ASSISTANT: Method.MTP, Role.MTP_HEAD: Method.MTP, Role.EAGLE3: Method.EAGLE3}
_LATER = "Its first keys do not speak against it; the rest is read once it is chosen."


class Judge:
    """For one target and the memory of this machine."""

    def __init__(
        self,
        reader: HeaderReader,
        target: Capabilities,
        room: Room | None,
        cancel: threading.Event | None,
        chosen: HubFile | Path | None = None,
    ) -> None:
        self._reader = reader
        self._target = target
        self._room = room
        self._cancel = cancel
        self._chosen = chosen

    def judge(self, files: list[HubFile], origin: Origin, method: Method) -> list[Proposal]:
        """Return a proposal for each; headers are read whole until one of the files fits.

        `method`: by which they draft if their first keys do not tell. Raises HubError if given up.
        """
        found: list[Proposal] = []
        fits = False
        for file in files:
            proposal = _proposal(file, file.name, origin, method, file.size or 0)
            proposal = self._by_first_keys(proposal, file)
            unread = proposal.standing is Standing.UNCHECKED and proposal.reason == _LATER
            if unread and (not fits or file == self._chosen):
                proposal = self._whole(proposal, file)
                fits = fits or proposal.standing is Standing.FITS
            found.append(proposal)
        return found

    def judge_here(self, path: Path, size: int) -> Proposal:
        """Return a proposal for a file of this machine."""
        proposal = _proposal(path, path.name, Origin.INSTALLED, Method.DRAFT, size)
        try:
            drafter = describe(path)
        except AppError as problem:
            return replace(proposal, standing=Standing.REFUSED, reason=problem.title)
        return self._examined(proposal, drafter)

    def judge_replacement(self, file: HubFile) -> Proposal:
        """Return a proposal for the same model with its heads inside, by its first keys."""
        proposal = _proposal(file, file.name, Origin.CATALOGUE, Method.MTP, file.size or 0)
        proposal = replace(proposal, replaces=True)
        try:
            look = self._reader.quick(file, self._cancel)
        except AppError as problem:
            return _unread(proposal, problem)
        if not look.nextn_layers:
            reason = f"{file} declares no MTP head (any more)."
            return replace(proposal, standing=Standing.GONE, reason=reason)
        same = (look.architecture, look.width) == (self._target.architecture, self._target.width)
        if not same:
            reason = f"{file} is another model: {look.architecture}, width {look.width}."
            return replace(proposal, standing=Standing.REFUSED, reason=reason)
        reason = "The same model with an MTP head in its own file: take it instead of this one."
        return replace(proposal, reason=reason)

    def _by_first_keys(self, proposal: Proposal, file: HubFile) -> Proposal:
        try:
            look = self._reader.quick(file, self._cancel)
        except AppError as problem:
            return _unread(proposal, problem)
        proposal = replace(proposal, method=_METHODS.get(look.role, proposal.method))
        problem = role_refusal(file.name, look.role, look.architecture)
        mismatch = problem.title if problem else _mismatch(look, self._target)
        if mismatch:
            return replace(proposal, standing=Standing.REFUSED, reason=mismatch)
        return replace(proposal, reason=_LATER)

    def _whole(self, proposal: Proposal, file: HubFile) -> Proposal:
        try:
            drafter = self._reader.full(file, cancel=self._cancel)
        except AppError as problem:
            return _unread(proposal, problem)
        return self._examined(proposal, drafter)

    def _examined(self, proposal: Proposal, drafter: Capabilities) -> Proposal:
        report = examine(self._target, drafter, self._room)
        if report.method is None:
            reason = report.failed[0].value
            return replace(proposal, standing=Standing.REFUSED, reason=reason, report=report)
        return replace(
            proposal,
            method=report.method,
            standing=Standing.FITS,
            reason=_all_passed(report),
            report=report,
        )


def _proposal(
    file: HubFile | Path, title: str, origin: Origin, method: Method, size: int
) -> Proposal:
    return Proposal(title, method, origin, file, size, Standing.UNCHECKED, "")


def _unread(proposal: Proposal, problem: AppError) -> Proposal:
    """Return what is said of a file that could not be read. Raises HubError when given up."""
    if not isinstance(problem, HubError):
        return replace(proposal, standing=Standing.REFUSED, reason=problem.title)
    if problem.kind is FailureKind.CANCELLED:
        raise problem
    gone = problem.kind is FailureKind.NOT_FOUND
    standing = Standing.GONE if gone else Standing.UNCHECKED
    return replace(proposal, standing=standing, reason=problem.title)


def _mismatch(look: QuickLook, target: Capabilities) -> str:
    """Return what already the first keys show, "" if nothing speaks against the file."""
    if look.role is Role.ASSISTANT:
        if target.architecture != "gemma4":
            return f"It drafts for Gemma 4 targets; this one is {target.architecture}."
        if look.width_out != target.width:
            return (
                f"It was made for targets of width {look.width_out}; this one has {target.width}."
            )
    return ""


def _all_passed(report: PairReport) -> str:
    return f"All {len(report.checks)} checks passed."
