"""`foretoken bench --sweep` from arguments to what the controller starts from."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.core import learnt
from app.core.paths import Profile
from tests.gguf_pairs import write_classic_pair


def sweep(tmp_path: Path, *arguments: str) -> int:
    few = ("-n", "12", "--repeat", "1", "--threads", "1")
    return main(["--profile", str(tmp_path / "profile"), "bench", "--sweep", *arguments, *few])


def test_a_sweep_is_measured_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = write_classic_pair(tmp_path)
    files = ("-m", str(pair.target), "-d", str(pair.drafter))
    assert sweep(tmp_path, "1,3", "--kinds", "chat,maths", "--use", "--json", *files) == 0
    record = json.loads(capsys.readouterr().out)
    assert list(record["ways"]["depth 3"]) == ["chat", "maths", "all"]
    assert set(record["best"]) == {"chat", "maths", "all"}
    known = learnt.load(Profile(tmp_path / "profile").learnt_file)
    if record["used"] is not None:
        depth = 0 if record["used"] == "plain" else int(record["used"].split()[1])
        assert [value.depth for value in known.values()] == [depth]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("1,3", "--kinds", "poems"), "no kind poems"), (("99",), "length")],
)
def test_what_cannot_be_swept_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert sweep(tmp_path, *arguments) == 2
    assert words in capsys.readouterr().err
