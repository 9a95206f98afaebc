"""Files as they are published, right and wrong, and what each should be taken for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.gguf.classification import Use
from tests import gguf_headers as headers
from tests.gguf_headers import HeaderFile

T, D, C, P, U = Use.TARGET, Use.DRAFTER, Use.COMPANION, Use.PART, Use.UNUSABLE


@dataclass(frozen=True, slots=True)
class Expected:
    """A file and its place; `reason` is a part of the sentence."""

    path: str
    use: Use
    label: str
    reason: str
    make: Callable[[Path], HeaderFile]


def _model(shape: headers.Architecture, name: str) -> Callable[[Path], HeaderFile]:
    return lambda folder: headers.model(folder, shape, name)


def _part(number: int, parts: int) -> Callable[[Path], HeaderFile]:
    """Return a maker of one part of an 8B Llama: the first has the vocabulary and half of it."""

    def make(folder: Path) -> HeaderFile:
        whole = headers.model(folder, headers.LLAMA_8B, "Llama 3.1 8B Instruct")
        later = tuple(f"blk.{layer}." for layer in range(16, 32))
        split = {"split.no": number - 1, "split.count": parts, "split.tensors.count": 290}
        if number == 1:
            return headers.without(folder, whole, (*later, "output"), split)
        keys = {"general.name": "Llama 3.1 8B Instruct", **split}
        shape = [("blk.20.ffn_up.weight", (4096, 14336)), ("output_norm.weight", (4096,))]
        return headers.write_header(folder, "llama", keys, shape, tokens=0)

    return make


def _renamed(architecture: str) -> Callable[[Path], HeaderFile]:
    return lambda folder: headers.assistant(folder, architecture=architecture)


def _plain(architecture: str, **keys: object) -> Callable[[Path], HeaderFile]:
    """Return a maker of a small model of this architecture with these keys."""

    def make(folder: Path) -> HeaderFile:
        known = {
            "general.name": architecture,
            "~.context_length": 8192,
            "~.embedding_length": 1024,
            "~.block_count": 1,
            "~.attention.head_count": 16,
        } | {key.replace("__", "."): value for key, value in keys.items()}
        shapes = [
            ("token_embd.weight", (1024, headers.TOKENS)),
            ("output_norm.weight", (1024,)),
            ("blk.0.attn_norm.weight", (1024,)),
        ]
        if architecture == "dspark":
            shapes.append(("markov_w1.weight", (1024, 64)))
        name = "dflash" if architecture == "dspark" else architecture
        return headers.write_header(folder, name, known, shapes)

    return make


def _companion(architecture: str, **keys: object) -> Callable[[Path], HeaderFile]:
    shapes = [("v.blk.0.attn_q.weight", (1024, 1024)), ("mm.0.weight", (1024, 4096))]
    named = {key.replace("__", "."): value for key, value in keys.items()}
    return lambda folder: headers.write_header(folder, architecture, named, shapes, tokens=0)


def _stripped(folder: Path) -> HeaderFile:
    whole = headers.model(folder, headers.with_heads(headers.QWEN_27B), "Qwen3.6 27B")
    return headers.without(folder, whole, ("blk.64.",))


def _sidecar(folder: Path, *, drop: str = "nothing") -> HeaderFile:
    whole = headers.model(folder, headers.with_heads(headers.QWEN_27B), "Qwen3.8 27B MTP")
    trunk = tuple(f"blk.{layer}." for layer in range(64))
    return headers.without(folder, whole, (*trunk, drop))


def _base(folder: Path) -> HeaderFile:
    keys = {
        "general.name": "Base",
        "~.context_length": 4096,
        "~.embedding_length": 1024,
        "~.block_count": 1,
        "~.attention.head_count": 16,
        "~.attention.key_length": 64,
        "~.attention.value_length": 64,
    }
    shapes = [
        ("token_embd.weight", (1024, headers.TOKENS)),
        ("output_norm.weight", (1024,)),
        ("blk.0.attn_norm.weight", (1024,)),
        ("blk.0.attn_output.weight", (1024, 1024)),
        ("blk.0.ffn_norm.weight", (1024,)),
    ]
    return headers.write_header(folder, "llama", keys, shapes, template=False)


def _vocabulary_only(folder: Path) -> HeaderFile:
    keys = {"general.name": "vocabulary", "~.context_length": 4096, "~.embedding_length": 1024,
            "~.block_count": 1, "~.attention.head_count": 16}  # fmt: skip
    return headers.write_header(folder, "llama", keys, [])


def _text(content: bytes) -> Callable[[Path], HeaderFile]:
    return lambda _: HeaderFile(content, len(content))


def _cut(missing: int) -> Callable[[Path], HeaderFile]:
    """Return a maker of a file that lacks so many of its bytes."""

    def make(folder: Path) -> HeaderFile:
        whole = headers.model(folder, headers.LLAMA_1B, "Llama 3.2 1B Instruct")
        size = whole.size - missing if missing else len(whole.beginning) // 2
        return HeaderFile(whole.beginning[:size], size)

    return make


def _hostile(place: bytes, skip: int, value: int) -> Callable[[Path], HeaderFile]:
    """Return a maker of a file with another number so many bytes behind a text in its header."""

    def make(folder: Path) -> HeaderFile:
        whole = headers.model(folder, headers.LLAMA_1B, "Llama 3.2 1B Instruct")
        data = bytearray(whole.beginning)
        begin = data.index(place) + len(place) + skip
        data[begin : begin + 8] = value.to_bytes(8, "little")
        return HeaderFile(bytes(data), whole.size)

    return make


_WRITES = "It writes text with"
_LOOKALIKE = "was made for a fork of llama.cpp"

FILES = (
    Expected("gemma-4-12b-it-Q4_K_M.gguf", T, "chat model", f"{_WRITES} 48 gemma4 layers of width",
             _model(headers.GEMMA_12B, "Gemma 4 12B It")),
    Expected("gemma-4-E4B-it-Q8_0.gguf", T, "chat model", f"{_WRITES} 42 gemma4",
             _model(headers.GEMMA_E4B, "Gemma 4 E4B It")),
    Expected("gemma-4-26B-A4B-it-Q4_0.gguf", T, "chat model", f"{_WRITES} 30 gemma4",
             _model(headers.GEMMA_26B_A4B, "Gemma 4 26B A4B It")),
    Expected("Qwen3.6-27B-Q4_0.gguf", T, "chat model", f"{_WRITES} 64 qwen35",
             _model(headers.QWEN_27B, "Qwen3.6 27B")),
    Expected("Qwen3.6-27B-MTP-Q4_0.gguf", T, "chat model with MTP head", "an MTP head among them",
             _model(headers.with_heads(headers.QWEN_27B), "Qwen3.6 27B MTP")),
    Expected("Qwen3.6-35B-A3B-MTP-Q4_0.gguf", T, "chat model with MTP head", "an MTP head among",
             _model(headers.with_heads(headers.QWEN_35B_A3B), "Qwen3.6 35B A3B MTP")),
    Expected("Llama-3.1-8B-Instruct-Q8_0.gguf", T, "chat model", f"{_WRITES} 32 llama",
             _model(headers.LLAMA_8B, "Llama 3.1 8B Instruct")),
    Expected("Qwen3-32B-Q8_0.gguf", T, "chat model", f"{_WRITES} 64 qwen3",
             _model(headers.QWEN3_32B, "Qwen3 32B")),
    Expected("Qwen3-0.6B-Q8_0.gguf", T, "chat model", f"{_WRITES} 28 qwen3",
             _model(headers.QWEN3_06B, "Qwen3 0.6B")),
    Expected("Base-Q8_0.gguf", T, "text model", "brings no chat template", _base),
    Expected("Qwen3.6-27B-stripped-Q4_0.gguf", T, "chat model",
             "The MTP head that this file declares was stripped from it.", _stripped),
    Expected("MTP/gemma-4-12B-it-MTP-F16.gguf", D, "Gemma 4 MTP drafter",
             "Gemma 4 targets of width 3840", headers.assistant),
    Expected("mtp-gemma-4-E4B-it.gguf", D, "Gemma 4 MTP drafter", "Gemma 4 targets of width 2560",
             lambda folder: headers.assistant(folder, 2560, kv_heads=(2, 2, 2, 2))),
    Expected("mtp-Qwen3.8-27B-Q4_0.gguf", D, "MTP head", "an MTP head of a qwen35 model", _sidecar),
    Expected("EAGLE3-LLaMA3.1-Instruct-8B.gguf", D, "EAGLE-3 drafter",
             "targets of width 4096 from their layers 2, 16, 29", headers.eagle3),
    Expected("mtp-stripped.gguf", U, "chat model", "layer 0 of 64 is missing",
             lambda folder: _sidecar(folder, drop="blk.64.nextn.eh_proj")),
    Expected("Qwen3-8B-DFlash.gguf", U, "DFlash drafter", "does not run yet", _plain("dflash")),
    Expected("Qwen3-8B-DSpark.gguf", U, "DSpark drafter", "does not run yet", _plain("dspark")),
    Expected("gemma-4-12B-it-assistant.gguf", U, "look-alike", f"{_LOOKALIKE} (architecture "
             "gemma4_assistant)", _renamed("gemma4_assistant")),
    Expected("gemma-4-12B-it-mtp.gguf", U, "look-alike", f"{_LOOKALIKE} (architecture gemma4_mtp)",
             _renamed("gemma4_mtp")),
    Expected("Qwen3.6-35B-A3B-mtp-fork.gguf", U, "look-alike", "(architecture qwen35moe_mtp)",
             _plain("qwen35moe_mtp")),
    Expected("mmproj-F16.gguf", C, "projector", "sees images",
             _companion("clip", general__type="mmproj")),
    Expected("mmproj-old.gguf", C, "projector", "sees images", _companion("clip")),
    Expected("imatrix_unsloth.gguf", C, "importance matrix", "a table for making quantized files",
             _companion("", general__type="imatrix")),
    Expected("lora-adapter.gguf", C, "adapter", "changes another model",
             _companion("llama", general__type="adapter", adapter__type="lora")),
    Expected("bge-m3-Q8_0.gguf", U, "embedding model", "makes one vector", _plain("bert")),
    Expected("Qwen3-Embedding-0.6B-Q8_0.gguf", U, "embedding model", "makes one vector",
             _plain("qwen3", qwen3__pooling_type=3)),
    Expected("Qwen3-Reranker-0.6B-Q8_0.gguf", U, "reranker", "sorts search results",
             _plain("qwen3", qwen3__pooling_type=4)),
    Expected("bge-reranker-v2-m3-Q8_0.gguf", U, "reranker", "sorts search results",
             _plain("bert", bert__pooling_type=4)),
    Expected("split/Llama-3.1-8B-00001-of-00002.gguf", T, "chat model", f"{_WRITES} 32 llama",
             _part(1, 2)),
    Expected("split/Llama-3.1-8B-00002-of-00002.gguf", P, "part of a model", "is part 2 of 2",
             _part(2, 2)),
    Expected("torn/Llama-3.1-8B-00001-of-00003.gguf", U, "chat model", "part 2 of 3 is not beside",
             _part(1, 3)),
    Expected("torn/Llama-3.1-8B-00003-of-00003.gguf", P, "part of a model", "is part 3 of 3",
             _part(3, 3)),
    Expected("vocabulary.gguf", U, "chat model", "it holds no weights", _vocabulary_only),
    Expected("archive.gguf", U, "not a GGUF", "is not a GGUF file", _text(b"PK\3\4" + bytes(99))),
    Expected("page.gguf", U, "not a GGUF", "is a web page", _text(b"<!DOCTYPE html><html></html>")),
    Expected("pointer.gguf", U, "not a GGUF", "is a Git LFS pointer",
             _text(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")),
    Expected("empty.gguf", U, "incomplete file", "is empty", _text(b"")),
    Expected("old.gguf", U, "damaged file", "GGUF version 1", _text(b"GGUF\1\0\0\0" + bytes(99))),
    Expected("cut-header.gguf", U, "incomplete file", "ends before them", _cut(0)),
    Expected("cut-weights.gguf", U, "incomplete file", "bytes are missing", _cut(1)),
    Expected("many-tensors.gguf", U, "damaged file", "it claims",
             lambda _: headers.bare("llama", (1 << 62, 1))),
    Expected("many-keys.gguf", U, "damaged file", "it claims",
             lambda _: headers.bare("llama", (1, 1 << 40))),
    Expected("long-key.gguf", U, "damaged file", "bytes long",
             lambda _: headers.bare("llama", (1, 2), (1 << 61).to_bytes(8, "little") + bytes(99))),
    Expected("long-list.gguf", U, "damaged file", "texts",
             _hostile(b"tokenizer.ggml.tokens", 8, 1 << 35)),
    Expected("long-text.gguf", U, "damaged file", "longer than 256 MB",
             _hostile(b"tokenizer.chat_template", 4, 700_000_000)),
)  # fmt: skip


@cache
def made() -> dict[str, HeaderFile]:
    """Return all headers by path; made once for all tests."""
    with TemporaryDirectory() as folder:
        return {expected.path: expected.make(Path(folder)) for expected in FILES}


def write_all(folder: Path) -> Path:
    """Write every file into a folder."""
    for path, file in made().items():
        file.write(folder / path)
    return folder
