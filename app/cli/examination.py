"""What the doctor finds: the machine, Qt, llama.cpp, and an answer from the embedded pair."""

import os
import platform
import sys
from dataclasses import dataclass

from app import __version__
from app.cli import hub_check, qt_check, system_libraries
from app.cli.hub_check import HubReport
from app.cli.qt_check import QtReport
from app.cli.session import session
from app.core import paths
from app.core.errors import AppError
from app.core.events import GenerateRequest
from app.core.messages import Message
from app.core.pairs import PairSpec
from app.core.paths import Profile
from app.engine.devices import BackendReport, available_memory, backend_report

PROMPT = "Tell me a short story about a dog."
MAX_TOKENS = 48


@dataclass(frozen=True, slots=True)
class SelfTest:
    """One answer from the embedded pair; `problem` is why there is none."""

    text: str = ""
    method: str = ""
    completion_tokens: int = 0
    tokens_per_second: float | None = None
    acceptance_rate: float | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the doctor found.

    Attributes:
        available_memory: bytes of RAM still to be had, None where the system does not say.
        llama: None when llama.cpp does not load; `llama_problem` then says why.
        missing_libraries: shared library -> the Debian package that has it.
    """

    version: str
    python: str
    system: str
    cores: int
    available_memory: int | None
    qt: QtReport
    llama: BackendReport | None
    llama_problem: str
    missing_libraries: dict[str, str]
    self_test: SelfTest
    hub: HubReport


def examine(profile: Profile) -> Report:
    """Look at everything; takes a few seconds."""
    llama, llama_problem = None, ""
    try:
        llama = backend_report()
    except AppError as problem:
        llama_problem = str(problem)
    return Report(
        version=__version__,
        python=f"{platform.python_version()} ({sys.executable})",
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        cores=os.cpu_count() or 1,
        available_memory=available_memory(),
        qt=qt_check.check(),
        llama=llama,
        llama_problem=llama_problem,
        missing_libraries=system_libraries.missing(),
        self_test=self_test(),
        hub=hub_check.check(profile),
    )


def self_test() -> SelfTest:
    """Let the embedded pair answer in a process of its own."""
    request = GenerateRequest("doctor", (Message("user", PROMPT),), max_tokens=MAX_TOKENS)
    try:
        pair = PairSpec(paths.embedded_target(), paths.embedded_drafter())
        with session(pair, in_process=False) as loaded:
            answer = loaded.answer(request)
    except (AppError, FileNotFoundError) as problem:
        return SelfTest(problem=str(problem))
    counted = answer.statistics
    return SelfTest(
        text=answer.text,
        method=answer.method.value,
        completion_tokens=counted.completion_tokens,
        tokens_per_second=counted.tokens_per_second,
        acceptance_rate=counted.acceptance_rate,
    )
