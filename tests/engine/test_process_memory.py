"""What the system says of this very process."""

import os
import sys

import pytest

from app.engine.process_memory import process_memory

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@linux
def test_memory_that_is_written_is_resident_and_private() -> None:
    before = process_memory(os.getpid())
    block = bytearray(b"x" * (64 << 20))
    after = process_memory(os.getpid())
    assert before is not None
    assert after is not None
    assert after.resident - before.resident > 60 << 20
    assert after.private - before.private > 60 << 20
    assert after.proportional <= after.resident
    assert block


def test_a_process_that_is_gone_has_none() -> None:
    assert process_memory(2**30) is None
