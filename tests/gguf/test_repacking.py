"""What repacking doubles."""

from dataclasses import replace
from pathlib import Path

import gguf
import pytest

from app.gguf.header import read_file_header
from app.gguf.layout import read_layout
from app.gguf.repacking import repacked_head, wants_repacking
from tests.gguf_architectures import Architecture, write_architecture

MODEL = Architecture("gemma3", 256, 2, 4, 2, 64, 512, vocabulary=512, tied=True)


@pytest.mark.parametrize(
    ("tied", "kind", "doubled"),
    [(True, "Q4_0", True), (False, "Q4_0", False), (True, "Q6_K", False)],
)
def test_only_a_tied_table_of_a_repacked_type_is_there_twice(
    tmp_path: Path, tied: bool, kind: str, doubled: bool
) -> None:
    path = write_architecture(
        *(tmp_path / "model.gguf", replace(MODEL, tied=tied)),
        kind=gguf.GGMLQuantizationType[kind],
    )
    layout = replace(read_layout(read_file_header(path)), quantization="Q4_0")
    expected = layout.outer_weights["token_embd"] if doubled else 0
    assert repacked_head(layout) == expected
    assert repacked_head(replace(layout, quantization="Q8_0")) == 0


def test_what_gains_nothing_is_left_alone() -> None:
    assert wants_repacking("Q4_K_M")
    assert not wants_repacking("Q8_0")
