"""A header's keys and tensors as rows: types named, long values shortened, all of them there."""

import gguf
import numpy as np
import pytest

from app.gguf.header import read_file_header
from app.gguf.header_rows import LINE, WHOLE_ITEMS, header_rows


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "model.gguf"
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_uint32("llama.block_count", 2)
    writer.add_float32("llama.rope.freq_base", 10000.0)
    writer.add_bool("tokenizer.ggml.add_bos_token", True)
    writer.add_string("tokenizer.chat_template", "line one\n" + "x" * 500)
    writer.add_array("llama.attention.head_count_kv", [8, 8, 1])
    writer.add_array("tokenizer.ggml.tokens", [f"token {i}" for i in range(5000)])
    writer.add_tensor("token_embd.weight", np.zeros((3, 4), dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return header_rows(read_file_header(path))


def _row(rows, key):
    return next(row for row in rows.keys if row.key == key)


def test_types_are_named_as_gguf_names_them(rows):
    kinds = {row.key: row.kind for row in rows.keys}
    assert kinds["llama.block_count"] == "uint32"
    assert kinds["llama.rope.freq_base"] == "float32"
    assert kinds["tokenizer.ggml.add_bos_token"] == "bool"
    assert kinds["llama.attention.head_count_kv"] == "array of int32"
    assert kinds["tokenizer.ggml.tokens"] == "array of string"


def test_short_values_are_shown_whole(rows):
    assert _row(rows, "llama.block_count").value == "2"
    assert _row(rows, "llama.rope.freq_base").value == "10000"
    assert _row(rows, "tokenizer.ggml.add_bos_token").value == "true"
    assert _row(rows, "llama.attention.head_count_kv").value == "[8, 8, 1]"


def test_a_long_text_is_one_line_and_can_be_had_whole(rows):
    row = _row(rows, "tokenizer.chat_template")
    assert row.value.startswith("line one xxx")
    assert row.value.endswith("… (509 characters)")
    assert len(row.value) < LINE + 30
    assert row.whole == "line one\n" + "x" * 500


def test_a_long_list_says_how_long_it_is(rows):
    row = _row(rows, "tokenizer.ggml.tokens")
    assert row.value.startswith("['token 0', 'token 1'")
    assert row.value.endswith("(5,000 items)")
    assert row.whole.splitlines()[-1] == "… and 4,000 more"
    assert len(row.whole.splitlines()) == WHOLE_ITEMS + 1


def test_tensors_have_shape_type_and_bytes(rows):
    (tensor,) = rows.tensors
    assert (tensor.name, tensor.shape, tensor.kind, tensor.size) == (
        "token_embd.weight",
        (4, 3),
        "F32",
        48,
    )
    assert rows.file_size >= rows.header_size + 48
