"""What was chosen for each pair comes back, whatever happened to the file meanwhile."""

import dataclasses
import json
from pathlib import Path

import pytest

from app.core import load_options
from app.core.load_options import LoadOptions
from app.core.pairs import Method, PairSpec
from app.core.tuning import CacheType, Tuning

A, EMBEDDED = ("/models/a.gguf", "/models/mtp-a.gguf"), ("", "")
CHOSEN = LoadOptions(
    method=Method.OFF,
    context_length=8192,
    gpu_layers=12,
    devices=("CUDA1", "CUDA0"),
    split=(2.0, 1.0),
    threads=3,
    flash_attention=True,
    cache_type=CacheType.Q8_0,
    cache_type_v=CacheType.Q4_0,
    idle_minutes=5,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "load_options.json"


def test_each_pair_has_its_own(file: Path) -> None:
    assert load_options.load(file) == {}
    load_options.remember(file, A, CHOSEN)
    load_options.remember(file, EMBEDDED, LoadOptions(threads=1))
    assert load_options.load(file) == {A: CHOSEN, EMBEDDED: LoadOptions(threads=1)}


def test_what_is_back_to_usual_is_not_kept(file: Path) -> None:
    load_options.remember(file, A, CHOSEN)
    load_options.remember(file, A, LoadOptions())
    assert load_options.load(file) == {}


def test_the_oldest_go_first(file: Path) -> None:
    for number in range(load_options.MAX_ENTRIES + 1):
        load_options.remember(file, (str(number), ""), CHOSEN)
    known = load_options.load(file)
    assert len(known) == load_options.MAX_ENTRIES
    assert ("0", "") not in known


def test_a_damaged_file_is_set_aside(file: Path) -> None:
    file.write_text('[{"version": 1,')
    assert load_options.load(file) == {}
    assert file.with_suffix(".damaged.json").read_text().startswith("[{")
    load_options.remember(file, A, CHOSEN)
    assert load_options.load(file) == {A: CHOSEN}


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("method", "guess"),
        ("context_length", -1),
        ("context_length", True),
        ("gpu_layers", "all"),
        ("split", [1.0]),
        ("split", [0, 0]),
        ("split", ["a", "b"]),
        ("threads", 0),
        ("flash_attention", 1),
        ("cache_type", "q2_k"),
        ("cache_type_v", 8),
        ("idle_minutes", 10**6),
    ],
)
def test_a_bad_value_leaves_that_one_open(file: Path, name: str, bad: object) -> None:
    load_options.remember(file, A, CHOSEN)
    entries = json.loads(file.read_text())
    entries[0]["options"][name] = bad
    file.write_text(json.dumps(entries))
    usual = getattr(LoadOptions(), name)
    assert load_options.load(file) == {A: dataclasses.replace(CHOSEN, **{name: usual})}


def test_options_become_a_wish() -> None:
    target, drafter = Path("/models/a.gguf"), Path("/models/mtp-a.gguf")
    assert LoadOptions().spec(target, drafter) == PairSpec(target, drafter)
    spec = CHOSEN.spec(target, drafter)
    assert spec.tuning == Tuning(
        flash_attention=True, cache_type=CacheType.Q8_0, cache_type_v=CacheType.Q4_0
    )
    assert (spec.threads, spec.devices, spec.split) == (3, ("CUDA1", "CUDA0"), (2.0, 1.0))
    assert spec.set_by_hand
    assert not CHOSEN.measurable.spec(target, drafter).set_by_hand
