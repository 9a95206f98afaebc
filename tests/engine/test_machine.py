"""What figures are said to be measured on."""

from app.core.machine import Machine
from app.engine.machine import physical_cores, this_machine, usable_cores


def test_this_machine_has_a_name_and_versions() -> None:
    machine = this_machine()
    assert machine.processor
    assert machine.cores >= 1
    assert [name for name, _ in machine.versions] == ["Foretoken", "llama-cpp-python", "Python"]


def test_a_load_above_half_the_cores_is_busy() -> None:
    quiet = Machine("p", 4, 0, "s", (), 1.9)
    assert not quiet.busy
    assert not Machine("p", 4, 0, "s", (), None).busy
    assert Machine("p", 4, 0, "s", (), 2.1).busy


def test_there_are_no_more_cores_than_hardware_threads() -> None:
    physical = physical_cores()
    assert physical is None or 1 <= physical <= usable_cores() == this_machine().cores
