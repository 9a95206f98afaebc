"""The header parser agrees with gguf-py, and nothing in a file can surprise it."""

import random
import time
from pathlib import Path

import gguf
import pytest

from app.core.errors import AppError
from app.gguf.header import read_file_header, read_first_keys, read_header
from app.gguf.source import Excerpt
from tests.gguf_factory import TINY, TinyShape, write_gemma4, write_gemma4_assistant, write_llama
from tests.gguf_pairs import overwrite, truncate

SMALL = TinyShape(width=32, layers=2, heads=1, ffn=32, vocabulary=300)


class Bytes:
    """A source in memory, which counts how it is asked."""

    def __init__(self, data: bytes, *, frugal: bool = False) -> None:
        self.data, self.reads, self.end = data, 0, 0
        self.size, self.frugal = len(data), frugal

    def read(self, offset: int, size: int) -> bytes:
        self.reads += 1
        self.end = max(self.end, offset + size)
        return self.data[offset : offset + size]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_llama(tmp_path_factory.mktemp("gguf") / "m.gguf", SMALL, quant="q8_0").read_bytes()


@pytest.mark.parametrize("quant", ["f32", "q8_0"])
def test_it_reads_what_gguf_py_reads(tmp_path: Path, quant: str) -> None:
    path = write_gemma4(tmp_path / "g.gguf", TINY, quant=quant)  # pyright: ignore[reportArgumentType]
    header, reader = read_file_header(path), gguf.GGUFReader(path)
    assert header.data_offset == reader.data_offset
    assert header.file_size == path.stat().st_size
    for ours, theirs in zip(header.tensors, reader.tensors, strict=True):
        assert ours.name == theirs.name
        assert list(ours.shape) == theirs.shape.tolist()
        assert (ours.byte_size, ours.elements) == (theirs.n_bytes, theirs.n_elements)
        assert header.data_offset + ours.offset == theirs.data_offset
    for key, value in header.metadata.items():
        content = reader.fields[key].contents()
        assert value == (tuple(content) if isinstance(content, list) else content), key


def test_a_big_vocabulary_takes_less_than_a_second(tmp_path: Path) -> None:
    path = write_llama(tmp_path / "v.gguf", TinyShape(width=32, ffn=32, vocabulary=262_144))
    started = time.perf_counter()
    header = read_file_header(path)
    assert time.perf_counter() - started < 1.5
    assert len(header.metadata["tokenizer.ggml.tokens"]) == 262_144  # pyright: ignore


def test_a_source_is_asked_for_big_pieces(sound: bytes) -> None:
    source = Bytes(sound)
    read_header(source, "m.gguf")
    assert source.reads <= 2


def test_a_frugal_source_is_asked_for_no_byte_of_a_tensor(sound: bytes) -> None:
    source = Bytes(sound, frugal=True)
    header = read_header(source, "m.gguf")
    assert header == read_header(Bytes(sound), "m.gguf")
    assert header.data_offset - 32 < source.end <= header.data_offset
    assert source.reads < 40


def test_first_keys_end_where_the_vocabulary_begins(sound: bytes) -> None:
    end = sound.index(b"tokenizer.ggml.model")
    whole = read_first_keys(Excerpt(sound[: end + 100], len(sound)), "m.gguf")
    assert (whole.complete, whole.metadata["llama.block_count"]) == (True, 2)
    assert not any(key.startswith("tokenizer.") for key in whole.metadata)
    cut = read_first_keys(Excerpt(sound[: end - 100], len(sound)), "m.gguf")
    assert not cut.complete
    assert cut.metadata.items() < whole.metadata.items()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "m.gguf is empty."),
        (b"GG", "m.gguf"),
        (b"\n<!DOCTYPE html><html>", "web page"),
        (b"<html><head>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        (b"PK\x03\x04 a zip archive", "m.gguf is not a GGUF file."),
        (b"GGUF\x01\0\0\0" + bytes(16), "version 1"),
        (b"GGUF\x09\0\0\0" + bytes(16), "version 9"),
        (b"GGUF\x03\0\0\0" + b"\xff" * 16, "claims"),
        (b"GGUF\x03\0\0\0", "m.gguf"),
    ],
)
def test_what_is_no_model_is_named(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(data)
    with pytest.raises(AppError) as caught:
        read_file_header(path)
    assert words in str(caught.value)


def test_folders_and_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="is a folder"):
        read_file_header(tmp_path)
    with pytest.raises(AppError, match="There is no file"):
        read_file_header(tmp_path / "absent.gguf")


@pytest.mark.parametrize("missing", [1, 31, 5000])
def test_even_one_missing_byte_is_noticed(tmp_path: Path, missing: int) -> None:
    path = truncate(write_llama(tmp_path / "m.gguf", SMALL), missing)
    with pytest.raises(AppError, match="incomplete"):
        read_file_header(path)


def test_a_file_without_weights_is_a_header(tmp_path: Path) -> None:
    writer = gguf.GGUFWriter(tmp_path / "v.gguf", "llama")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    assert read_file_header(tmp_path / "v.gguf").tensors == ()


@pytest.mark.parametrize("huge", [1 << 31, 1 << 40, (1 << 63) - 1, (1 << 64) - 1])
def test_hostile_lengths_are_not_believed(sound: bytes, tmp_path: Path, huge: int) -> None:
    tokens = sound.index(b"tokenizer.ggml.tokens") + len(b"tokenizer.ggml.tokens")
    tensor = sound.index(b"token_embd.weight")
    places = [8, 16, 24, tokens + 8, tokens + 16, tensor - 8, tensor + len("token_embd.weight") + 4]
    for place in places:
        path = tmp_path / "m.gguf"
        path.write_bytes(sound)
        overwrite(path, place, huge.to_bytes(8, "little"))
        with pytest.raises(AppError):
            read_file_header(path)


def mutations(data: bytes, count: int) -> list[bytes]:
    """Return damaged copies: bit flips, cuts, hostile lengths, all of it near the header."""
    rng = random.Random(20)
    header = data.index(b"output_norm.weight") + 4000
    found: list[bytes] = []
    for index in range(count):
        copy = bytearray(data)
        place = rng.randrange(min(header, len(data) - 8))
        if index % 3 == 0:
            copy[place] ^= 1 << rng.randrange(8)
        elif index % 3 == 1:
            del copy[rng.choice((place, len(data) - 1 - place % 64)) :]
        else:
            copy[place : place + 8] = rng.choice((0, 2**31, 2**63, 2**64 - 1, place)).to_bytes(
                8, "little"
            )
        found.append(bytes(copy))
    return found


@pytest.mark.parametrize("frugal", [False, True])
def test_no_mutation_surprises_the_parser(sound: bytes, frugal: bool) -> None:
    refused = 0
    for data in mutations(sound, 450):
        started = time.perf_counter()
        try:
            header = read_header(Bytes(data, frugal=frugal), "m.gguf")
        except AppError as problem:
            refused += 1
            assert problem.title.endswith(".")
        else:
            ends = (header.data_offset + t.offset + t.byte_size for t in header.tensors)
            assert max(ends, default=0) <= len(data)
        assert time.perf_counter() - started < 1.0
    assert refused > 200


def test_an_assistant_is_read_too(tmp_path: Path) -> None:
    header = read_file_header(write_gemma4_assistant(tmp_path / "a.gguf", TINY))
    assert header.metadata["gemma4-assistant.embedding_length_out"] == TINY.width
