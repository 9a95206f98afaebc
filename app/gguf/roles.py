"""What a GGUF file can be used for, told from its metadata and the names of its tensors."""

from enum import StrEnum
from typing import Final

from app.gguf.eagle3 import ARCHITECTURE as EAGLE3_ARCHITECTURE
from app.gguf.hyperparameters import Metadata
from app.gguf.layout import Layout
from app.gguf.prediction import has_only_heads


class Role(StrEnum):
    """What a file can be used for."""

    TARGET = "target"
    ASSISTANT = "assistant"
    EAGLE3 = "EAGLE-3 drafter"
    MTP_HEAD = "MTP head"
    DFLASH = "DFlash draft"
    DSPARK = "DSpark draft"
    PROJECTOR = "projector"
    EMBEDDING = "embedding model"
    RERANKER = "reranker"
    IMATRIX = "importance matrix"
    ADAPTER = "adapter"
    OTHER = "other"
    LOOKALIKE = "lookalike"


LOADABLE: Final = frozenset({Role.TARGET, Role.ASSISTANT, Role.EAGLE3, Role.MTP_HEAD})
"""What Foretoken loads; of these it checks whether llama.cpp would."""

_LOOKALIKES: Final = frozenset({"gemma4_assistant", "gemma4_mtp", "qwen35moe_mtp"})
_BY_ARCHITECTURE: Final = {
    "gemma4-assistant": Role.ASSISTANT,
    EAGLE3_ARCHITECTURE: Role.EAGLE3,
    "dflash": Role.DFLASH,
    "dspark": Role.DSPARK,
    "clip": Role.PROJECTOR,
    **dict.fromkeys(
        (
            *("bert", "modern-bert", "nomic-bert", "nomic-bert-moe", "neo-bert", "eurobert"),
            *("jina-bert-v2", "jina-bert-v3", "gemma-embedding", "llama-embed", "t5encoder"),
        ),
        Role.EMBEDDING,
    ),
    **dict.fromkeys(("", "wavtokenizer-dec", "qwen3tts", "pockettts"), Role.OTHER),
}
_BY_TYPE: Final = {
    "mmproj": Role.PROJECTOR,
    "imatrix": Role.IMATRIX,
    "adapter": Role.ADAPTER,
}
_RANKS: Final = 4
"""enum llama_pooling_type: a score of a pair of texts. Any other but 0 makes one vector of all
tokens, which no model that writes text declares."""


def role_by_keys(metadata: Metadata) -> Role:
    """Return the role as far as metadata tells: heads without a model need the tensors' names."""
    architecture = metadata.architecture
    if architecture in _LOOKALIKES:
        return Role.LOOKALIKE
    kind = _BY_TYPE.get(metadata.text("general.type"))
    role = kind or _BY_ARCHITECTURE.get(architecture, Role.TARGET)
    pooling = metadata.number("~.pooling_type") or 0
    if role in (Role.TARGET, Role.EMBEDDING) and pooling:
        return Role.RERANKER if pooling == _RANKS else Role.EMBEDDING
    return role


def role_of(metadata: Metadata, layout: Layout) -> Role:
    """Return what a file is, all of whose header is known."""
    role = role_by_keys(metadata)
    if role is Role.DFLASH and "markov_w1" in layout.outer:
        return Role.DSPARK
    if role in (Role.TARGET, Role.ASSISTANT) and has_only_heads(layout):
        return Role.MTP_HEAD
    return role
