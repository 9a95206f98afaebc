"""What a measurement holds for is the same until pair, machine or build change."""

import dataclasses
import subprocess
import sys
from pathlib import Path

from app.core.pairs import PairSpec
from app.engine.machine import usable_cores
from app.engine.tuning_key import tuning_key


def test_the_key_says_what_speeds_depend_on(tmp_path: Path) -> None:
    file = tmp_path / "t.gguf"
    file.write_text("x")
    spec = PairSpec(file)
    key = tuning_key(spec)
    assert key == tuning_key(PairSpec(file, context_length=100))
    assert key.pair == "t.gguf (1 bytes)"
    assert f"{usable_cores()} cores, llama-cpp-python 0." in key.machine
    assert tuning_key(dataclasses.replace(spec, gpu_layers=0)) != key


def test_asking_loads_no_llama_cpp() -> None:
    code = (
        "import sys, pathlib, app.engine.tuned; from app.engine.tuning_key import tuning_key;"
        "from app.core.pairs import PairSpec; tuning_key(PairSpec(pathlib.Path(sys.executable)));"
        "sys.exit('llama_cpp' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
