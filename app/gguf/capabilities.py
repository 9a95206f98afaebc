"""Says what a GGUF file is: a target, a drafter of some kind, a companion file, a look-alike."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.gguf.attention import Attention, read_attention
from app.gguf.eagle3 import Eagle3, find_vocabulary_problems, read_eagle3
from app.gguf.header import Header, read_file_header, read_header
from app.gguf.hyperparameters import Metadata
from app.gguf.layout import Layout, read_layout
from app.gguf.loadability import find_problems
from app.gguf.prediction import heads_are_complete, heads_problem
from app.gguf.quantization import quantization
from app.gguf.roles import LOADABLE, Role, role_of
from app.gguf.shards import Shard, later_parts, part_number, shard_of, shard_problems
from app.gguf.source import ByteSource, FileSource

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
        path: where it is; of a file on the hub, its path in the repository.
        name: as the file calls itself, else its file name.
        width, width_out: of the residual stream, and of the hidden states it gives or, if an
            assistant, takes from its target.
        eagle3: what only EAGLE-3 drafters say; None for others.
        nextn_layers: prediction layers declared; has_nextn: whether their tensors are there.
        heads_problem: a sentence on why they cannot draft; "" if they can, or there are none.
        parameters: weights in this file. file_size: bytes.
        quantization: as in "Q4_K_M".
        problems: clauses that finish "FILE cannot be loaded: "; () for a sound file.
        missing: numbers of the later parts that are not there.
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
    missing: tuple[int, ...] = ()

    @property
    def vocabulary_size(self) -> int:
        """Number of tokens."""
        return self.vocabulary.size


def describe(path: Path) -> Capabilities:
    """Say what a file is. Raises AppError if it is not a whole GGUF; never for a strange one."""
    with FileSource(path) as source:
        header = read_header(source, path.name)
        shard = shard_of(path.name, Metadata(header))
        names = later_parts(path.name, shard)
        there = [path.with_name(name) for name in names if path.with_name(name).exists()]
        missing = tuple(part_number(name) for name in names if path.with_name(name) not in there)
        others = tuple(read_file_header(part) for part in there)
        return describe_header(path, header, others, missing, weights=source)


def describe_header(
    path: Path,
    header: Header,
    others: tuple[Header, ...] = (),
    missing: tuple[int, ...] = (),
    *,
    weights: ByteSource | None = None,
) -> Capabilities:
    """Say what a file of this header is, whose later parts have the headers `others`.

    Without its `weights` one thing stays unknown: whether the tokens that an EAGLE-3 drafter lists
    are those of its vocabulary. That is found out once the file is here.
    """
    metadata = Metadata(header)
    width = metadata.number("~.embedding_length") or 0
    layers = metadata.number("~.block_count") or 0
    attention = read_attention(metadata, width, layers)
    shard = shard_of(path.name, metadata)
    layout = read_layout(header, *others)
    role = role_of(metadata, layout)
    problems: list[str] = []
    if role in LOADABLE:
        problems += shard_problems(path.name, shard, missing)
        problems += find_problems(metadata, attention)
    if role is Role.EAGLE3 and weights is not None:
        problems += find_vocabulary_problems(metadata, weights)
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
        missing=missing,
    )


def refuse_unloadable(capabilities: Capabilities) -> None:
    """Raise AppError for a file that llama.cpp would refuse, or that would abort the process."""
    if problem := refusal(capabilities):
        raise problem


def refusal(capabilities: Capabilities) -> AppError | None:
    """Return why a file cannot be loaded, None for one that can."""
    file = capabilities.path.name
    if problem := role_refusal(file, capabilities.role, capabilities.architecture):
        return problem
    if capabilities.problems:
        return AppError(
            f"{file} cannot be loaded: {capabilities.problems[0]}.",
            "Download it again or choose another file.",
        )
    return None


def role_refusal(file: str, role: Role, architecture: str) -> AppError | None:
    """Return why a file of this role is never loaded, None for one that may be."""
    if role is Role.LOOKALIKE:
        return AppError(
            f"{file} was made for a fork of llama.cpp (architecture {architecture}).",
            "Choose a file for llama.cpp itself; Gemma 4 drafters are gemma4-assistant there.",
        )
    if reason := _REFUSALS.get(role):
        return AppError(f"{file} {reason[0]}.", reason[1])
    return None


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
