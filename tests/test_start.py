"""The bootstrap: what it would do on machines that lack this or that. No network."""

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
READY = {
    "uv": "/usr/bin/uv",
    "has_venv": True,
    "has_compiler": True,
    "must_build": False,
    "missing_libraries": {},
}
VENV = f"python3.{sys.version_info.minor}-venv"


class Commands:
    """Stands in for subprocess.run: notes each command, answers with the next exit code."""

    def __init__(self, *codes: int, output: str = "") -> None:
        self.codes = list(codes)
        self.output = output
        self.seen: list[list[str]] = []

    def __call__(self, arguments: list[str], **_options: object) -> object:
        self.seen.append(arguments)
        code = self.codes.pop(0) if self.codes else 0
        return subprocess.CompletedProcess(arguments, code, self.output, "")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("bare_machine")


@pytest.fixture
def private_uv(bare: ModuleType) -> ModuleType:
    return bare.private_uv


def machine(bare: ModuleType, **changes: object) -> object:
    return bare.Machine(**{**READY, **changes})


def test_a_ready_machine_needs_no_package(bare: ModuleType) -> None:
    assert bare.packages_needed(machine(bare)) == []


def test_a_bare_machine_needs_libraries_a_compiler_and_venv(bare: ModuleType) -> None:
    found = machine(
        bare,
        uv=None,
        has_venv=False,
        has_compiler=False,
        must_build=True,
        missing_libraries={
            "libgthread-2.0.so.0": "libglib2.0-0",
            "libglib-2.0.so.0": "libglib2.0-0",
        },
    )
    assert bare.packages_needed(found) == ["g++", "libglib2.0-0", VENV]


def test_no_compiler_is_needed_without_a_build_and_no_venv_with_uv(bare: ModuleType) -> None:
    assert bare.packages_needed(machine(bare, has_venv=False, has_compiler=False)) == []


def test_root_installs_with_apt_get(bare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands()
    monkeypatch.setattr(bare.subprocess, "run", commands)
    monkeypatch.setattr(bare.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bare.os, "geteuid", lambda: 0)
    bare.install_packages(["g++"])
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    assert commands.seen == [
        [*apt, "update"],
        [*apt, "install", "--yes", "--no-install-recommends", "g++"],
    ]


def test_others_install_through_sudo(bare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands()
    monkeypatch.setattr(bare.subprocess, "run", commands)
    monkeypatch.setattr(bare.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bare.os, "geteuid", lambda: 1000)
    bare.install_packages(["g++"])
    assert [line[0] for line in commands.seen] == ["sudo", "sudo"]


@pytest.mark.parametrize(
    ("present", "sentence"),
    [
        ((), "no apt-get"),
        (
            ("apt-get",),
            "Only root can install them: run `apt-get update && apt-get install g\\+\\+ libegl1`",
        ),
    ],
)
def test_without_rights_one_sentence_names_the_packages(
    bare: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    present: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.setattr(bare.shutil, "which", lambda name: name if name in present else None)
    monkeypatch.setattr(bare.os, "geteuid", lambda: 1000)
    with pytest.raises(bare.SetUpError, match=sentence):
        bare.install_packages(["g++", "libegl1"])
    assert "g++ libegl1" in capsys.readouterr().out


def test_a_failing_apt_get_is_told(bare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bare.subprocess, "run", Commands(100))
    monkeypatch.setattr(bare.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(
        bare.SetUpError, match="Run `apt-get update && apt-get install g\\+\\+` as root"
    ):
        bare.install_packages(["g++"])


def test_the_wait_is_announced_only_when_a_build_comes(
    bare: ModuleType,
    private_uv: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(private_uv, "environment", dict)
    monkeypatch.setattr(private_uv, "holds_wheel", lambda *_: False)
    for must_build, announced in ((True, True), (False, False)):
        found = machine(bare, must_build=must_build)
        monkeypatch.setattr(bare, "probe", lambda found=found: found)
        assert bare.prepare() == ("/usr/bin/uv", {})
        assert ("is compiled" in capsys.readouterr().out) is announced
    assert "about 5 minutes on 2 cores" in bare.announcement(2)
    assert "about 1 minute on 16 cores" in bare.announcement(16)


def test_a_compiled_wheel_is_found_in_uvs_cache(
    private_uv: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(private_uv.subprocess, "run", Commands(output=f"{tmp_path}\n"))
    assert not private_uv.holds_wheel("uv", "llama-cpp-python", "1.0")
    wheel = tmp_path / "sdists-v11/pypi/llama-cpp-python/1.0/abc/llama_cpp_python-1.0-py3.whl"
    wheel.parent.mkdir(parents=True)
    wheel.touch()
    assert private_uv.holds_wheel("uv", "llama-cpp-python", "1.0")
    assert not private_uv.holds_wheel("uv", "llama-cpp-python", "2.0")


def test_an_old_or_broken_uv_does_not_count(
    private_uv: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private_uv.shutil, "which", lambda _: "/usr/bin/uv")
    for output, found in (("uv 0.4.9", None), ("uv 0.13.9 (x)", "uv"), ("pyenv: no", None)):
        monkeypatch.setattr(private_uv.subprocess, "run", Commands(output=output))
        assert (private_uv.find_uv() is None) is (found is None)


def test_pips_index_and_certificates_reach_uv(
    private_uv: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = "global.index-url='https://mirror.example/simple'\n:env:.cert='/etc/ca.crt'\n"
    monkeypatch.setattr(private_uv.subprocess, "run", Commands(output=listing))
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", "/mine.crt")
    assert private_uv.environment() == {"UV_DEFAULT_INDEX": "https://mirror.example/simple"}


def test_it_hands_over_to_what_a_developer_types(bare: ModuleType) -> None:
    start = importlib.import_module("start")
    root = str(bare.ROOT)
    assert start.command("uv", []) == ["uv", "run", "--project", root, "foretoken"]
    assert start.command("uv", ["doctor", "--json"])[-3:] == ["foretoken", "doctor", "--json"]
    tests = start.command("uv", ["test", "-k", "x"])
    assert tests == ["uv", "run", "--directory", root, "pytest", "-k", "x"]


def test_the_bootstrap_needs_the_standard_library_alone() -> None:
    program = "import sys; sys.path.insert(0, sys.argv[1]); import start; import bare_machine as b"
    lines = f"{program}; b.probe(); print(b.pinned_llama())"
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-c", lines, str(PACKAGING)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip()
