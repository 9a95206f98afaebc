"""The pair doctor: every compatibility check with its value and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import AppError
from app.core.pairs import Method
from app.gguf.capabilities import Capabilities, describe, refuse_unloadable
from app.gguf.eagle3 import LAST_OUTPUT_TARGETS, READABLE_TARGETS, Eagle3
from app.gguf.roles import Role

MAX_VOCABULARY_DIFFERENCE = 128
FIRST_COMPARED_TOKEN = 5
"""llama.cpp common/speculative.cpp, common_speculative_are_compatible."""

MAX_RENAMED_SHARE = 0.01
"""Of a drafter made for its target. Fine-tunes give unused tokens other names, and a drafter works
with ids; in another vocabulary nearly all tokens differ."""

MAX_NEIGHBOURS = 64
_BEST_FIRST = (Method.MTP, Method.EAGLE3, Method.DRAFT)


@dataclass(frozen=True, slots=True)
class Check:
    """One question asked of a pair, its answer in words, and what to do when it failed."""

    name: str
    passed: bool
    value: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class PairReport:
    """All checks of a pair; `method` is how it would draft, None when it cannot."""

    checks: tuple[Check, ...]
    method: Method | None

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that stand in the way."""
        return tuple(check for check in self.checks if not check.passed)


def check_pair(target: Capabilities, drafter: Capabilities) -> PairReport:
    """Return every check that matters for this pair."""
    if drafter.role is Role.ASSISTANT:
        checks, method = _assistant_checks(target, drafter), Method.MTP
    elif drafter.role is Role.MTP_HEAD:
        checks, method = _mtp_head_checks(target, drafter), Method.MTP
    elif drafter.eagle3 is not None:
        checks, method = _eagle3_checks(target, drafter, drafter.eagle3), Method.EAGLE3
    elif drafter.role is Role.TARGET:
        checks, method = _draft_model_checks(target, drafter), Method.DRAFT
    else:
        advice = "Choose a drafter made for the target, or a smaller model of its vocabulary."
        kind = Check("kind of drafter", False, f"The drafter is a {drafter.role}.", advice)
        return PairReport((kind,), None)
    found = PairReport(tuple(checks), method)
    return PairReport(found.checks, None if found.failed else method)


def refuse_mismatch(report: PairReport) -> None:
    """Raise AppError for the first failed check."""
    for check in report.failed:
        raise AppError(check.value, check.advice)


def _assistant_checks(target: Capabilities, drafter: Capabilities) -> Sequence[Check]:
    choose = f"Choose the drafter published with {target.name}."
    shared = _lent_caches(target)
    wanted = _read_caches(drafter)
    return (
        Check(
            "architecture",
            target.architecture == "gemma4",
            f"The drafter is a Gemma 4 assistant; the target is {target.architecture}.",
            "Open a Gemma 4 target, or choose a smaller model as the drafter.",
        ),
        Check(
            "width",
            0 < drafter.width_out == target.width != drafter.width,
            f"The drafter was made for a target of width {drafter.width_out}; this target has "
            f"{target.width}.",
            choose,
        ),
        Check(
            "shared cache",
            wanted.items() <= shared.items(),
            f"The drafter reads attention caches of {_in_words(wanted)}; the target keeps "
            f"{_in_words(shared)}.",
            choose,
        ),
        Check(
            "vocabulary",
            drafter.vocabulary_size == target.vocabulary_size,
            f"The drafter has {drafter.vocabulary_size:,} tokens, the target "
            f"{target.vocabulary_size:,}.",
            choose,
        ),
        _renaming_check(target, drafter, choose),
    )


Caches = dict[str, tuple[int, int]]
"""(head size, KV heads) by kind of attention."""


def _lent_caches(target: Capabilities) -> Caches:
    """Return the caches that an assistant reads: by their place, whatever stands there.

    llama.cpp maps an assistant's sliding layers to the target's last but one and its full layers
    to the target's last one (src/llama-model.cpp, create_memory).
    """
    layers = _caches(target)
    places = {"sliding": layers[-2:-1], "full": layers[-1:]}
    return {kind: cache for kind, found in places.items() for own, cache in found if own == kind}


def _read_caches(drafter: Capabilities) -> Caches:
    return dict(_caches(drafter))


def _caches(file: Capabilities) -> list[tuple[str, tuple[int, int]]]:
    """Return the kind of every layer with its head size and KV heads."""
    attention = file.attention
    sizes = {True: attention.key_length_swa, False: attention.key_length}
    layers = zip(attention.sliding, attention.kv_heads, strict=False)
    return [("sliding" if kind else "full", (sizes[kind], heads)) for kind, heads in layers]


def _in_words(caches: dict[str, tuple[int, int]]) -> str:
    parts = [f"{heads} x {size} ({kind})" for kind, (size, heads) in sorted(caches.items())]
    return ", ".join(parts) or "none"


def _mtp_head_checks(target: Capabilities, drafter: Capabilities) -> Sequence[Check]:
    choose = f"Choose the MTP head published with {target.name}."
    return (
        Check(
            "architecture",
            target.architecture == drafter.architecture,
            f"The MTP head belongs to a {drafter.architecture} model; the target is "
            f"{target.architecture}.",
            choose,
        ),
        Check(
            "head",
            not drafter.heads_problem,
            drafter.heads_problem or "llama.cpp can draft with it.",
            "Choose another drafter.",
        ),
        Check(
            "width",
            drafter.width_out == target.width_out,
            f"The MTP head was made for a target of width {drafter.width_out}; this target has "
            f"{target.width_out}.",
            choose,
        ),
        Check(
            "vocabulary",
            target.vocabulary.fingerprint == drafter.vocabulary.fingerprint,
            f"Vocabulary fingerprints: {target.vocabulary.fingerprint} (target), "
            f"{drafter.vocabulary.fingerprint} (drafter).",
            choose,
        ),
    )


def _eagle3_checks(target: Capabilities, drafter: Capabilities, made: Eagle3) -> Sequence[Check]:
    choose = f"Choose the drafter published with {target.name}."
    layers = target.layers - target.nextn_layers
    readable = target.architecture in READABLE_TARGETS
    last = layers if target.architecture in LAST_OUTPUT_TARGETS else layers - 1
    borrowed = " and ".join(
        part
        for part, own in (("embeddings", made.own_embedding), ("output head", made.own_head))
        if not own
    )
    return (
        Check(
            "architecture",
            readable,
            f"EAGLE-3 drafters {'can' if readable else 'cannot'} read the layers of "
            f"{target.architecture} targets.",
            "Choose a smaller model of the same vocabulary as the drafter.",
        ),
        Check(
            "width",
            made.target_width == target.width,
            f"The drafter was made for a target of width {made.target_width}; this target has "
            f"{target.width}.",
            choose,
        ),
        Check(
            "layers",
            all(0 <= layer <= last for layer in made.target_layers),
            f"The drafter reads the target's layers {', '.join(map(str, made.target_layers))}; "
            f"the target has 0 to {layers - 1}.",
            choose,
        ),
        Check(
            "shared parts",
            not borrowed or drafter.width == target.width,
            f"The drafter is {drafter.width} wide and uses "
            + (f"the target's {borrowed}, {target.width} wide." if borrowed else "its own parts."),
            choose,
        ),
        Check(
            "vocabulary",
            drafter.vocabulary_size == target.vocabulary_size,
            f"The drafter has {drafter.vocabulary_size:,} tokens, the target "
            f"{target.vocabulary_size:,}.",
            choose,
        ),
        _token_check(target, drafter, choose),
    )


def _draft_model_checks(target: Capabilities, drafter: Capabilities) -> Sequence[Check]:
    same = "Choose a smaller model of the same family: both must have the same vocabulary."
    difference = abs(target.vocabulary_size - drafter.vocabulary_size)
    return (
        Check(
            "size",
            # The first part of a split target does not tell how big the whole is.
            target.shard is not None or drafter.parameters < target.parameters,
            f"The drafter has {drafter.parameters:,} parameters, the target {target.parameters:,}.",
            "Choose a drafter that is smaller than its target.",
        ),
        Check(
            "tokenizer",
            target.vocabulary.kind == drafter.vocabulary.kind,
            f"The target's tokenizer is {target.vocabulary.kind}, the drafter's "
            f"{drafter.vocabulary.kind}.",
            same,
        ),
        Check(
            "special tokens",
            _special(target) == _special(drafter),
            f"The target begins and ends a text with {_special(target)}, the drafter with "
            f"{_special(drafter)}.",
            same,
        ),
        Check(
            "vocabulary size",
            difference <= MAX_VOCABULARY_DIFFERENCE,
            f"The target has {target.vocabulary_size:,} tokens, the drafter "
            f"{drafter.vocabulary_size:,}.",
            same,
        ),
        _token_check(target, drafter, same),
    )


def _special(file: Capabilities) -> tuple[int | None, int | None]:
    """Return begin and end tokens that are added to a text; unadded ones do not matter."""
    vocabulary = file.vocabulary
    begin = None if vocabulary.add_bos is False else vocabulary.bos
    return begin, vocabulary.eos if vocabulary.add_eos else None


def _renaming_check(target: Capabilities, drafter: Capabilities, advice: str) -> Check:
    pairs = list(zip(target.vocabulary.tokens, drafter.vocabulary.tokens, strict=False))
    others = sum(one != other for one, other in pairs)
    same = f"{others:,} of {len(pairs):,} tokens are others for the drafter than for the target."
    return Check("tokens", others <= MAX_RENAMED_SHARE * len(pairs), same, advice)


def _token_check(target: Capabilities, drafter: Capabilities, advice: str) -> Check:
    pairs = list(zip(target.vocabulary.tokens, drafter.vocabulary.tokens, strict=False))[
        FIRST_COMPARED_TOKEN:
    ]
    for index, (one, other) in enumerate(pairs, FIRST_COMPARED_TOKEN):
        if one != other:
            text = f"Token {index} is {one!r} for the target and {other!r} for the drafter."
            return Check("tokens", False, text, advice)
    return Check("tokens", True, f"All {len(pairs):,} compared tokens are the same.", advice)


def find_drafters_beside(target: Path) -> tuple[Path, ...]:
    """Return drafters that fit `target`, from its folder and an MTP folder in it, best first.

    Drafters made for it come before smaller models; files that cannot be read are passed over.
    """
    try:
        capabilities = describe(target)
    except AppError:
        return ()
    found: list[tuple[int, str, Path]] = []
    for path in _neighbours(target):
        try:
            neighbour = describe(path)
            refuse_unloadable(neighbour)
        except AppError:
            continue
        method = check_pair(capabilities, neighbour).method
        if method is None or (method is Method.DRAFT and not _looks_like_drafter(path)):
            continue
        found.append((_BEST_FIRST.index(method), path.name, path))
    return tuple(path for *_, path in sorted(found))


def _neighbours(target: Path) -> list[Path]:
    """Return GGUF files smaller than the target: reading a header can take half a second."""
    folders = [target.parent, *(target.parent / name for name in ("MTP", "mtp"))]
    unique: dict[Path, Path] = {}
    for folder in folders:
        try:
            limit = target.stat().st_size
            for path in sorted(folder.iterdir()):
                if path.suffix.lower() == ".gguf" and path.stat().st_size < limit:
                    unique.setdefault(path.resolve(), path)
        except OSError:
            continue
    unique.pop(target.resolve(), None)
    return list(unique.values())[:MAX_NEIGHBOURS]


def _looks_like_drafter(path: Path) -> bool:
    name = path.name.lower()
    return any(word in name for word in ("mtp", "draft", "assistant"))
