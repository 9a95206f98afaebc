import argparse
import json
from dataclasses import replace

import pytest

from app.cli import doctor
from app.cli.examination import Report, SelfTest
from app.cli.hub_check import HubReport
from app.cli.qt_check import Plugin, QtReport
from app.core.repositories import TokenPlace
from app.engine.devices import BackendReport, Device

GIBIBYTE = 2**30
FINE = Report(
    version="1.2",
    python="3.11.2 (/usr/bin/python3)",
    system="Linux 6.1 x86_64",
    cores=2,
    available_memory=20 * GIBIBYTE,
    qt=QtReport("6.11.1", (Plugin("xcb", ""), Plugin("wayland", "libwayland-cursor.so.0"))),
    llama=BackendReport(
        package_version="0.3.36",
        ggml_version="0.25.3 (abc)",
        backends=("CPU",),
        features=("AVX2 = 1",),
        offloads=False,
        devices=(Device("CPU", "Xeon", "cpu", 20 * GIBIBYTE, 24 * GIBIBYTE),),
    ),
    llama_problem="",
    missing_libraries={},
    hub=HubReport("https://huggingface.co", proxy="proxy:8080", token=TokenPlace.LOGIN),
    self_test=SelfTest("Once upon a time", "mtp", 48, 812.3, 0.61),
)


def run(monkeypatch: pytest.MonkeyPatch, report: Report, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    doctor.add_parser(parser.add_subparsers())
    args = parser.parse_args(["doctor", *arguments])
    args.profile = None
    monkeypatch.setattr(doctor, "examine", lambda _profile: report)
    return args.run(args)


def test_a_machine_with_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, FINE) == 0
    text = capsys.readouterr().out
    assert "6.11.1, xcb loads, wayland fails: libwayland-cursor.so.0" in text
    assert "20.0 GiB of 24.0 GiB free" in text
    assert "mtp, 48 tokens, 812 tok/s, 61% accepted: 'Once upon a time'" in text
    assert "https://huggingface.co, through proxy:8080, token: huggingface_hub login" in text
    assert text.endswith("Nothing is missing.\n")


def test_json_is_one_object(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, FINE, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["problems"] == []
    assert answer["llama"]["devices"][0]["kind"] == "cpu"
    assert answer["self_test"]["acceptance_rate"] == 0.61


def test_missing_libraries_are_named_with_the_command_to_install_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    libraries = {"libEGL.so.1": "libegl1", "libxcb-cursor.so.0": "libxcb-cursor0"}
    plugins = (Plugin("xcb", "libxcb-cursor.so.0: cannot open"),)
    report = replace(FINE, missing_libraries=libraries, qt=QtReport("6.11.1", plugins))
    assert run(monkeypatch, report) == 1
    text = capsys.readouterr().out
    assert "apt-get install libegl1 libxcb-cursor0" in text
    assert "No window can open, Qt's xcb plugin fails: libxcb-cursor.so.0" in text


def test_a_machine_without_qt_and_llama_cpp(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = replace(
        FINE,
        qt=QtReport("", ()),
        llama=None,
        llama_problem="llama.cpp does not load: libgomp.so.1.",
        self_test=SelfTest(problem="There is no such file."),
        hub=HubReport(problem="x is not the address of a hub."),
        available_memory=None,
    )
    assert run(monkeypatch, report) == 1
    text = capsys.readouterr().out
    assert "Qt is not installed" in text
    assert "llama.cpp does not load: libgomp.so.1." in text
    assert "The embedded pair does not answer: There is no such file." in text
    assert "x is not the address of a hub." in text
