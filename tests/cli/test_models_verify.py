"""`models verify` tells good files from changed ones, by its exit code too."""

import os

from tests.gguf_factory import write_llama


def test_a_first_reading_is_recorded_and_the_second_compares(verbs):
    write_llama(verbs.models / "one.gguf")
    code, out, _ = verbs("verify", "one.gguf")
    assert code == 0
    assert "recorded" in out
    code, out, _ = verbs("verify", "one")
    assert (code, out) == (0, "ok   one.gguf is what it should be.\n")


def test_a_changed_file_fails(verbs):
    path = write_llama(verbs.models / "one.gguf")
    verbs("verify", "--all")
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    code, out, _ = verbs("verify", "--all")
    assert code == 1
    assert out.startswith("FAIL one.gguf is not what it should be")
    (found,) = verbs.json("verify", "--all")
    assert found["matches"] is False
    assert found["hint"]


def test_a_name_is_needed(verbs):
    code, _, err = verbs("verify")
    assert code == 2
    assert "No model is named" in err


def test_an_unknown_name_and_an_unclear_one_are_said(verbs):
    write_llama(verbs.models / "one.gguf")
    write_llama(verbs.models / "one more.gguf")
    assert verbs("verify", "one")[0] == 0
    code, _, err = verbs("verify", "on")
    assert code == 2
    assert "2 models are called on" in err
    code, _, err = verbs("verify", "three")
    assert code == 2
    assert "There is no three" in err
