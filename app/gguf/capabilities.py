"""Says what a GGUF file is: a target, a drafter of some kind, a companion file, a look-alike."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from app.core.errors import AppError
from app.gguf.ggml_types import FILE_TYPES, GGML_TYPES
from app.gguf.header import Header, read_file_header
from app.gguf.hyperparameters import Attention, Metadata, read_attention
from app.gguf.loadability import find_problems
from app.gguf.prediction import heads_are_complete, heads_problem
from app.gguf.recurrent import state_bytes


class Role(StrEnum):
    """What a file can be used for."""

    TARGET = "target"
    ASSISTANT = "assistant"
    EAGLE3 = "eagle3"
    MTP_HEAD = "mtp head"
    OTHER_DRAFTER = "other drafter"
    PROJECTOR = "projector"
    OTHER = "other"
    LOOKALIKE = "lookalike"


_LOOKALIKES: Final = frozenset({"gemma4_assistant", "gemma4_mtp", "qwen35moe_mtp"})
_DRAFTERS: Final = {
    "gemma4-assistant": Role.ASSISTANT,
    "eagle3": Role.EAGLE3,
    "dflash": Role.OTHER_DRAFTER,
    "dspark": Role.OTHER_DRAFTER,
}
_NOT_CHAT: Final = frozenset(
    {
        *("bert", "modern-bert", "nomic-bert", "nomic-bert-moe", "neo-bert", "eurobert"),
        *("jina-bert-v2", "jina-bert-v3", "gemma-embedding", "llama-embed", "t5encoder"),
        *("wavtokenizer-dec", "qwen3tts", "pockettts"),
    }
)
_REFUSALS: Final = {
    Role.PROJECTOR: ("is the part of a model that sees images", "Choose the model beside it."),
    Role.OTHER: ("is not a model that writes text", "Choose a chat model."),
    Role.OTHER_DRAFTER: ("is a drafter of a kind that Foretoken cannot use", "Choose another."),
    Role.EAGLE3: ("is an EAGLE-3 drafter, which Foretoken cannot use", "Choose another."),
}
_SHARD = re.compile(r"^(.*)-(\d{5})-of-(\d{5})\.gguf$")


class Shard(NamedTuple):
    """Which part (from 1) of how many a file is."""

    number: int
    parts: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokenizer, as far as pairing needs it.

    Attributes:
        kind: `tokenizer.ggml.model`. size: tokens. fingerprint: hash of kind and all texts.
        tokens: their texts, in id order; bytes that are not UTF-8 are lone surrogates.
        bos, eos: ids. add_bos, add_eos: whether they frame a text; None where not said.
    """

    kind: str
    size: int
    fingerprint: str
    tokens: tuple[str, ...] = field(repr=False)
    bos: int | None = None
    eos: int | None = None
    add_bos: bool | None = None
    add_eos: bool | None = None


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one file is.

    Attributes:
        name: as the file calls itself, else its file name.
        width, width_out: of the residual stream, and of the hidden states it gives or, if an
            assistant, takes from its target.
        nextn_layers: prediction layers declared; has_nextn: whether their tensors are there.
        heads_problem: a sentence on why they cannot draft; "" if they can, or there are none.
        state_bytes: of the recurrent states of one sequence; 0 without recurrent layers.
        parameters: weights in this file. file_size: bytes.
        quantization: as in "Q4_K_M".
        problems: clauses that finish "FILE cannot be loaded: "; () for a sound file.
    """

    path: Path
    architecture: str
    name: str
    role: Role
    width: int
    width_out: int
    layers: int
    attention: Attention
    context_length: int
    vocabulary: Vocabulary
    chat_template: str | None
    nextn_layers: int
    has_nextn: bool
    heads_problem: str
    state_bytes: int
    parameters: int
    file_size: int
    quantization: str
    shard: Shard | None
    problems: tuple[str, ...]

    @property
    def vocabulary_size(self) -> int:
        """Number of tokens."""
        return self.vocabulary.size


def describe(path: Path) -> Capabilities:
    """Say what a file is. Raises AppError if it is not a whole GGUF; never for a strange one."""
    header = read_file_header(path)
    metadata = Metadata(header)
    width = metadata.number("~.embedding_length") or 0
    layers = metadata.number("~.block_count") or 0
    attention = read_attention(metadata, width, layers)
    nextn_layers = metadata.number("~.nextn_predict_layers") or 0
    shard = _shard(path, metadata)
    names = _tensor_names(path, header, shard)
    role = _role(metadata, names)
    has_nextn = heads_are_complete(names, layers, nextn_layers)
    model = role in (Role.TARGET, Role.ASSISTANT, Role.MTP_HEAD)
    problems = (*_shard_problems(path, shard), *find_problems(metadata, attention)) if model else ()
    return Capabilities(
        path=path,
        architecture=metadata.architecture,
        name=metadata.text("general.name") or path.stem,
        role=role,
        width=width,
        width_out=metadata.number("~.embedding_length_out") or width,
        layers=layers,
        attention=attention,
        context_length=metadata.number("~.context_length") or 0,
        vocabulary=_vocabulary(metadata),
        chat_template=metadata.text("tokenizer.chat_template") or None,
        nextn_layers=nextn_layers,
        has_nextn=has_nextn,
        heads_problem=heads_problem(metadata.architecture, nextn_layers, complete=has_nextn),
        state_bytes=state_bytes(metadata, layers - nextn_layers),
        parameters=sum(tensor.elements for tensor in header.tensors),
        file_size=header.file_size,
        quantization=_quantization(header),
        shard=shard,
        problems=problems,
    )


def refuse_unloadable(capabilities: Capabilities) -> None:
    """Raise AppError for a file that llama.cpp would refuse, or that would abort the process."""
    file = capabilities.path.name
    if capabilities.role is Role.LOOKALIKE:
        raise AppError(
            f"{file} was made for a fork of llama.cpp (architecture {capabilities.architecture}).",
            "Choose a file for llama.cpp itself; Gemma 4 drafters are gemma4-assistant there.",
        )
    if refusal := _REFUSALS.get(capabilities.role):
        raise AppError(f"{file} {refusal[0]}.", refusal[1])
    if capabilities.problems:
        raise AppError(
            f"{file} cannot be loaded: {capabilities.problems[0]}.",
            "Download it again or choose another file.",
        )


def _role(metadata: Metadata, names: Collection[str]) -> Role:
    architecture, kind = metadata.architecture, metadata.text("general.type")
    if architecture in _LOOKALIKES:
        return Role.LOOKALIKE
    if architecture == "clip" or kind == "mmproj":
        return Role.PROJECTOR
    if not architecture or architecture in _NOT_CHAT or kind in ("imatrix", "adapter"):
        return Role.OTHER
    trunk = any(name.startswith("blk.0.") for name in names)
    if not trunk and any(".nextn.eh_proj" in name for name in names):
        return Role.MTP_HEAD
    return _DRAFTERS.get(architecture, Role.TARGET)


def _vocabulary(metadata: Metadata) -> Vocabulary:
    listed = metadata.items("tokenizer.ggml.tokens") or ()
    tokens = tuple(token for token in listed if isinstance(token, str))
    kind = metadata.text("tokenizer.ggml.model")
    joined = "\0".join((kind, *tokens)).encode("utf-8", "surrogateescape")
    return Vocabulary(
        kind=kind,
        size=len(tokens),
        fingerprint=hashlib.sha256(joined).hexdigest()[:16],
        tokens=tokens,
        bos=metadata.number("tokenizer.ggml.bos_token_id"),
        eos=metadata.number("tokenizer.ggml.eos_token_id"),
        add_bos=metadata.flag("tokenizer.ggml.add_bos_token"),
        add_eos=metadata.flag("tokenizer.ggml.add_eos_token"),
    )


def _quantization(header: Header) -> str:
    declared = header.metadata.get("general.file_type")
    if isinstance(declared, int) and declared in FILE_TYPES:
        return FILE_TYPES[declared]
    sizes: Counter[str] = Counter()
    for tensor in header.tensors:
        sizes[GGML_TYPES[tensor.ggml_type].name] += tensor.byte_size
    return sizes.most_common(1)[0][0] if sizes else "none"


def _shard(path: Path, metadata: Metadata) -> Shard | None:
    count = metadata.number("split.count") or 1
    if count > 1:
        return Shard((metadata.number("split.no") or 0) + 1, count)
    named = _SHARD.match(path.name)
    return Shard(int(named[2]), int(named[3])) if named and int(named[3]) > 1 else None


def _tensor_names(path: Path, header: Header, shard: Shard | None) -> set[str]:
    """Return the names in this file and, if it is the first of several, in the others there are:
    MTP heads are in the last one."""
    names = {tensor.name for tensor in header.tensors}
    if shard is not None and shard.number == 1:
        others = (part for part in _other_parts(path, shard) if part.exists())
        names.update(t.name for part in others for t in read_file_header(part).tensors)
    return names


def _other_parts(path: Path, shard: Shard) -> tuple[Path, ...]:
    """Return where the parts behind the first one should be; () if the name does not say."""
    named = _SHARD.match(path.name)
    if named is None or int(named[3]) != shard.parts:
        return ()
    return tuple(
        path.with_name(f"{named[1]}-{number:05d}-of-{named[3]}.gguf")
        for number in range(2, shard.parts + 1)
    )


def _shard_problems(path: Path, shard: Shard | None) -> tuple[str, ...]:
    if shard is None:
        return ()
    if shard.number != 1:
        return (f"it is part {shard.number} of {shard.parts}; open part 1",)
    others = _other_parts(path, shard)
    if not others:
        return (f"it is one part of {shard.parts}, and its name does not say which",)
    for number, part in enumerate(others, 2):
        if not part.exists():
            return (f"part {number} of {shard.parts} is not beside it",)
    return ()
