"""A pair is named by its files' names and sizes."""

from pathlib import Path

import pytest

from app.core.pairs import PairSpec
from app.engine.pair_name import pair_name


def test_moved_files_keep_their_name_and_others_get_another(tmp_path: Path) -> None:
    names = []
    for folder, content in (("a", "123"), ("b", "123"), ("c", "1234")):
        target, drafter = tmp_path / folder / "t.gguf", tmp_path / folder / "d.gguf"
        target.parent.mkdir()
        target.write_text(content)
        drafter.write_text("12")
        names.append(pair_name(PairSpec(target, drafter)))
    assert names[0] == names[1] == "t.gguf (3 bytes) + d.gguf (2 bytes)"
    assert names[2] != names[0]
    assert pair_name(PairSpec(tmp_path / "a" / "t.gguf")) == "t.gguf (3 bytes)"


def test_a_missing_file_has_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        pair_name(PairSpec(tmp_path / "none.gguf"))
