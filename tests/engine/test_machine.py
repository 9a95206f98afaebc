"""What is told of the machine without loading llama.cpp."""

import subprocess
import sys

import pytest

from app.engine import machine


@pytest.mark.parametrize(
    ("usable", "physical", "counts"),
    [
        (1, 1, ()),
        (2, 2, (1,)),
        (2, None, (1,)),
        (16, 8, (8, 4, 2, 1)),
        (24, 16, (16, 12, 6, 3, 1)),
        (3, 3, (1,)),
    ],
)
def test_thread_counts(usable: int, physical: int | None, counts: tuple[int, ...]) -> None:
    assert machine.thread_counts(usable, physical) == counts


def test_there_are_no_more_cores_than_hardware_threads() -> None:
    physical = machine.physical_cores()
    assert physical is None or 1 <= physical <= machine.usable_cores()


def test_the_name_says_what_speeds_depend_on() -> None:
    name = machine.machine_name()
    assert f"{machine.usable_cores()} cores" in name
    assert "llama.cpp 0." in name
    assert name == machine.machine_name()


def test_asking_loads_no_llama_cpp() -> None:
    code = (
        "import sys, app.engine.tuned, app.engine.machine as m; m.machine_name();"
        "sys.exit('llama_cpp' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
