"""Prompt files in the shapes that people have them."""

from pathlib import Path

import pytest

from app.cli.prompts import read_prompts
from app.core.errors import AppError


def test_three_shapes_of_a_line(tmp_path: Path) -> None:
    path = tmp_path / "prompts"
    path.write_text('{"prompt": "one"}\n{"turns": ["two", "more"]}\n\n three \n{"other": 4}\n')
    assert read_prompts(path) == ("one", "two", "three", '{"other": 4}')


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00"])
def test_useless_files_are_explained(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "prompts"
    path.write_bytes(content)
    with pytest.raises(AppError):
        read_prompts(path)


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="cannot be read"):
        read_prompts(tmp_path / "none")
