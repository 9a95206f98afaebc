"""A header becomes layers with their bytes, caches and states."""

from dataclasses import replace
from pathlib import Path

from app.gguf.header import read_file_header, read_header
from app.gguf.layout import read_layout
from tests.gguf_architectures import Architecture, DeltaNet, write_architecture
from tests.gguf_factory import TINY, write_gemma4, write_gemma4_assistant

HYBRID = Architecture(
    "qwen35", 256, 8, 4, 2, 96, 512, vocabulary=512, delta_net=DeltaNet(4, 2, 64), nextn=1
)


def test_every_byte_of_the_weights_is_in_one_place(tmp_path: Path) -> None:
    header = read_file_header(write_architecture(tmp_path / "model.gguf", HYBRID))
    layout = read_layout(header)
    counted = sum(block.weights for block in (*layout.blocks, *layout.nextn))
    assert counted + sum(layout.outer_weights.values()) == sum(t.byte_size for t in header.tensors)


def test_a_hybrid_has_states_in_some_layers_and_caches_in_others(tmp_path: Path) -> None:
    layout = read_layout(read_file_header(write_architecture(tmp_path / "m.gguf", HYBRID)))
    assert len(layout.blocks) == 8
    assert len(layout.nextn) == 1
    assert [any(block.cache) for block in layout.blocks] == [False, False, False, True] * 2
    assert [any(block.state) for block in layout.blocks] == [True, True, True, False] * 2
    assert layout.nextn[0].cache == (192, 192)
    assert layout.rolls_back
    assert not layout.only_predicts


def test_gemma_layers_know_their_own_heads(tmp_path: Path) -> None:
    shape = replace(TINY, layers=5, head_dim=32, full_head_dim=64, kv_heads=2, full_kv_heads=1)
    layout = read_layout(read_file_header(write_gemma4(tmp_path / "gemma.gguf", shape)))
    assert [block.sliding for block in layout.blocks] == shape.sliding
    sizes = {block.sliding: (block.cache, block.head_size) for block in layout.blocks}
    assert sizes == {True: ((64, 64), 32), False: ((64, 64), 64)}
    assert layout.window == shape.sliding_window


def test_an_assistant_is_all_layers_and_no_cache(tmp_path: Path) -> None:
    path = write_gemma4_assistant(tmp_path / "a.gguf", TINY)
    layout = read_layout(read_file_header(path))
    assert layout.nextn == ()
    assert len(layout.blocks) == 2
    assert not any(any(block.cache) for block in layout.blocks)


def test_a_split_file_is_laid_out_whole(tmp_path: Path) -> None:
    header = read_file_header(write_architecture(tmp_path / "model.gguf", HYBRID))
    middle = len(header.tensors) // 2
    parts = [
        replace(header, tensors=header.tensors[:middle]),
        replace(header, tensors=header.tensors[middle:], metadata={}),
    ]
    assert read_layout(*parts) == read_layout(header)


def test_a_file_that_was_not_downloaded_is_laid_out_from_its_beginning(tmp_path: Path) -> None:
    path = write_architecture(tmp_path / "model.gguf", HYBRID)
    header = read_file_header(path)

    class Remote:
        """Has the header's bytes, and nothing but noughts where the weights would be."""

        size = header.file_size
        frugal = True

        def read(self, offset: int, size: int) -> bytes:
            known = path.read_bytes()[: header.data_offset][offset : offset + size]
            return known.ljust(min(size, self.size - offset), bytes(1))

    assert read_layout(read_header(Remote(), "model.gguf")) == read_layout(header)


def test_a_tied_embedding_table_is_noticed(tmp_path: Path) -> None:
    for tied in (True, False):
        path = write_architecture(tmp_path / "model.gguf", replace(HYBRID, tied=tied))
        assert read_layout(read_file_header(path)).tied is tied
