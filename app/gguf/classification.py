"""What a file turned out to be, in one word and one sentence; for lists, before anything loads."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.gguf.capabilities import Capabilities, describe, refusal, role_refusal
from app.gguf.faults import GgufError
from app.gguf.prediction import heads_are_usable
from app.gguf.quick_look import QuickLook
from app.gguf.roles import Role
from app.gguf.shards import Shard, shard_in_name


class Use(StrEnum):
    """What Foretoken can do with a file."""

    TARGET = "target"
    DRAFTER = "drafter"
    COMPANION = "companion"
    """Belongs to a model and does not write text: a projector, an importance matrix, an adapter."""
    PART = "part"
    """A later part of a split model: its first part stands for all of them."""
    UNUSABLE = "unusable"


class Basis(StrEnum):
    """How much of a file was looked at."""

    NAME = "name"
    QUICK = "first keys"
    FULL = "whole header"


@dataclass(frozen=True, slots=True)
class Classification:
    """One file's place in a list.

    Attributes:
        name: of the file, without folders.
        use: what can be done with it. label: a few words, as in "Gemma 4 MTP drafter".
        reason: one sentence on why it is taken for that.
        basis: what the verdict rests on; only FULL is sure, NAME is a guess.
        role: None if it could not be read as a GGUF, or was not looked into.
        shard: which part of how many; None for a whole model.
        missing: numbers of the parts that are not there, of a split model.
        advice: what to do about a file that is unusable; "" otherwise.
    """

    name: str
    use: Use
    label: str
    reason: str
    basis: Basis
    role: Role | None = None
    shard: Shard | None = None
    missing: tuple[int, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file's place, and everything about it where it could be read whole."""

    classification: Classification
    capabilities: Capabilities | None = None


_LABELS: Final = {
    Role.TARGET: "chat model",
    Role.ASSISTANT: "Gemma 4 MTP drafter",
    Role.EAGLE3: "EAGLE-3 drafter",
    Role.MTP_HEAD: "MTP head",
    Role.DFLASH: "DFlash drafter",
    Role.DSPARK: "DSpark drafter",
    Role.PROJECTOR: "projector",
    Role.EMBEDDING: "embedding model",
    Role.RERANKER: "reranker",
    Role.IMATRIX: "importance matrix",
    Role.ADAPTER: "adapter",
    Role.OTHER: "other model",
    Role.LOOKALIKE: "look-alike",
}
_USES: Final = {
    Role.TARGET: Use.TARGET,
    Role.ASSISTANT: Use.DRAFTER,
    Role.EAGLE3: Use.DRAFTER,
    Role.MTP_HEAD: Use.DRAFTER,
    Role.PROJECTOR: Use.COMPANION,
    Role.IMATRIX: Use.COMPANION,
    Role.ADAPTER: Use.COMPANION,
}


def inspect_file(path: Path) -> Inspected:
    """Look into a file here; what cannot be read is classified too."""
    try:
        return inspected(describe(path))
    except AppError as problem:
        return Inspected(classify_problem(path.name, problem))


def inspected(capabilities: Capabilities) -> Inspected:
    """Return a file whose header was read."""
    return Inspected(classify(capabilities), capabilities)


def classify(file: Capabilities) -> Classification:
    """Say what a file is whose whole header was read."""
    shard, problem = file.shard, refusal(file)
    found = Classification(
        name=file.path.name,
        use=_USES.get(file.role, Use.UNUSABLE),
        label=_label(file),
        reason=str(problem.title) if problem else _reason(file),
        basis=Basis.FULL,
        role=file.role,
        shard=shard,
        missing=file.missing,
    )
    if shard is not None and shard.number > 1:
        reason = f"{found.name} is part {shard.number} of {shard.parts} of a split model."
        return replace(found, use=Use.PART, label="part of a model", reason=reason)
    if problem is None and file.role is Role.MTP_HEAD and file.heads_problem:
        return replace(found, use=Use.UNUSABLE, advice="Choose another drafter.")
    if problem is not None and found.use is not Use.COMPANION:
        return replace(found, use=Use.UNUSABLE, advice=problem.hint)
    return found


def classify_problem(name: str, problem: AppError) -> Classification:
    """Say why a file could not be read as a GGUF."""
    label = problem.fault.value if isinstance(problem, GgufError) else "unreadable"
    return Classification(name, Use.UNUSABLE, label, problem.title, Basis.FULL, advice=problem.hint)


def classify_look(look: QuickLook, name: str) -> Classification:
    """Say what a file seems to be, from its first keys."""
    use = _USES.get(look.role, Use.UNUSABLE)
    problem = role_refusal(name, look.role, look.architecture)
    label = _LABELS[look.role]
    if look.shard is not None and look.shard.number > 1:
        use, label = Use.PART, "part of a model"
        reason = f"{name} is part {look.shard.number} of {look.shard.parts} of a split model."
    elif problem is not None:
        reason = problem.title
    elif look.role is Role.TARGET and look.nextn_layers:
        label += " with MTP head"
        reason = f"It declares {_heads(look.nextn_layers)}; its whole header tells if it is there."
    else:
        reason = f"Its architecture is {look.architecture}, {look.layers} layers of {look.width}."
    advice = problem.hint if problem is not None and use is Use.UNUSABLE else ""
    return Classification(
        name, use, label, reason, Basis.QUICK, look.role, look.shard, advice=advice
    )


def classify_name(path: str) -> Classification:
    """Guess from a path in a repository what a file is, before anything of it is read."""
    folder, _, name = path.lower().rpartition("/")
    shard = shard_in_name(name)
    use, label, why = Use.TARGET, "model", "Its name is that of a model"
    if not name.endswith(".gguf") or "imatrix" in name:
        use, label = Use.COMPANION, _LABELS[Role.IMATRIX] if "imatrix" in name else "other file"
        why = "Its name is not that of a model"
    elif "mmproj" in name:
        use, label, why = Use.COMPANION, _LABELS[Role.PROJECTOR], "Its name says mmproj"
    elif shard is not None and shard.number > 1:
        use, label, why = Use.PART, "part of a model", f"Its name says part {shard.number}"
    elif word := next((word for word in _DRAFTER_WORDS if word in name), ""):
        use, label, why = Use.DRAFTER, "drafter", f"Its name says {word}"
    elif folder.rpartition("/")[2] == "mtp" or name.startswith("mtp-"):
        use, label, why = Use.DRAFTER, "drafter", "Its name says MTP"
    return Classification(
        name=path.rpartition("/")[2],
        use=use,
        label=label,
        reason=f"{why}; it was not looked into yet.",
        basis=Basis.NAME,
        shard=shard,
    )


_DRAFTER_WORDS: Final = ("assistant", "eagle3", "eagle-3", "dflash", "dspark", "speculator")


def _label(file: Capabilities) -> str:
    if file.role is not Role.TARGET:
        return _LABELS[file.role]
    if heads_are_usable(file.layout):
        return "chat model with MTP head"
    return "chat model" if file.chat_template else "text model"


def _reason(file: Capabilities) -> str:
    """Return a sentence on what makes a sound file what it is."""
    if file.role is not Role.TARGET:
        return _drafter_reason(file)
    made = f"It writes text with {file.layers} {file.architecture} layers of width {file.width}"
    if file.nextn_layers and file.heads_problem:
        return f"{made}. {file.heads_problem}"
    if file.nextn_layers:
        return f"{made}; {_heads(file.nextn_layers)} among them can draft for the others."
    return f"{made}." if file.chat_template else f"{made}, and brings no chat template."


def _drafter_reason(file: Capabilities) -> str:
    if file.role is Role.ASSISTANT:
        targets = f"Gemma 4 targets of width {file.width_out}"
        return f"It drafts for {targets}, whose attention cache it reads."
    if file.eagle3 is not None:
        made, layers = file.eagle3, ", ".join(map(str, file.eagle3.target_layers))
        return f"It drafts for targets of width {made.target_width} from their layers {layers}."
    if file.heads_problem:
        return file.heads_problem
    return f"It holds {_heads(file.nextn_layers)} of a {file.architecture} model, and no model."


def _heads(count: int) -> str:
    return "an MTP head" if count == 1 else f"{count} MTP heads"
