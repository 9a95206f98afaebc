"""Says what a GGUF file is: a target, a drafter of some kind, a companion file, a look-alike."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from app.core.errors import AppError
from app.gguf.attention import Attention, read_attention
from app.gguf.eagle3 import Eagle3, find_vocabulary_problems, read_eagle3
from app.gguf.header import read_file_header
from app.gguf.hyperparameters import Metadata
from app.gguf.layout import Layout, read_layout
from app.gguf.loadability import find_problems
from app.gguf.prediction import heads_are_complete, heads_problem
from app.gguf.quantization import quantization
from app.gguf.roles import LOADABLE, Role, role_of
from app.gguf.source import FileSource

_REFUSALS: Final = {
    Role.PROJECTOR: ("is the part of a model that sees images", "Choose the model beside it."),
    Role.EMBEDDING: ("makes one vector of a text and writes none", "Choose a chat model."),
    Role.RERANKER: ("sorts search results and writes no text", "Choose a chat model."),
    Role.IMATRIX: ("is a table for making quantized files", "Choose the model beside it."),
    Role.ADAPTER: ("changes another model and is none itself", "Choose a whole model."),
    Role.OTHER: ("is not a model that writes text", "Choose a chat model."),
    Role.DFLASH: ("is a DFlash draft, which Foretoken does not run yet", "Choose another."),
    Role.DSPARK: ("is a DSpark draft, which Foretoken does not run yet", "Choose another."),
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
        eagle3: what only EAGLE-3 drafters say; None for others.
        nextn_layers: prediction layers declared; has_nextn: whether their tensors are there.
        heads_problem: a sentence on why they cannot draft; "" if they can, or there are none.
        parameters: weights in this file. file_size: bytes.
        quantization: as in "Q4_K_M".
        problems: clauses that finish "FILE cannot be loaded: "; () for a sound file.
        layout: its tensors by layer, those of its other parts among them.
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
    parameters: int
    file_size: int
    quantization: str
    shard: Shard | None
    problems: tuple[str, ...]
    layout: Layout = field(repr=False, compare=False)
    eagle3: Eagle3 | None = None

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
    shard = _shard(path, metadata)
    others = (part for part in _other_parts(path, shard) if part.exists())
    layout = read_layout(header, *(read_file_header(part) for part in others))
    role = role_of(metadata, layout)
    problems: list[str] = []
    if role in LOADABLE:
        problems += (*_shard_problems(path, shard), *find_problems(metadata, attention))
    if role is Role.EAGLE3:
        with FileSource(path) as source:
            problems += find_vocabulary_problems(metadata, source)
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
        nextn_layers=metadata.number("~.nextn_predict_layers") or 0,
        has_nextn=heads_are_complete(layout),
        heads_problem=heads_problem(layout),
        parameters=sum(tensor.elements for tensor in header.tensors),
        file_size=header.file_size,
        quantization=quantization(header),
        shard=shard,
        problems=tuple(problems),
        layout=layout,
        eagle3=read_eagle3(metadata) if role is Role.EAGLE3 else None,
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


def _shard(path: Path, metadata: Metadata) -> Shard | None:
    count = metadata.number("split.count") or 1
    if count > 1:
        return Shard((metadata.number("split.no") or 0) + 1, count)
    named = _SHARD.match(path.name)
    return Shard(int(named[2]), int(named[3])) if named and int(named[3]) > 1 else None


def _other_parts(path: Path, shard: Shard | None) -> tuple[Path, ...]:
    """Return where the parts behind the first one should be; () if the name does not say."""
    named = _SHARD.match(path.name)
    if shard is None or shard.number != 1 or named is None or int(named[3]) != shard.parts:
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
