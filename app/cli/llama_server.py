"""A llama-server process on a free port of this machine, for as long as it is compared with."""

import contextlib
import http.client
import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from app.core.errors import AppError

START_SECONDS: Final = 300.0
"""How long it may take to load its models."""

ANSWER_SECONDS: Final = 3600.0
"""How long one answer may take."""

POLL_SECONDS: Final = 0.1
HOST: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """What it wrote, and its own account of it.

    Attributes:
        token_ids: without the one that ended the turn.
        seconds: of decoding, from the first token, which belongs to reading the prompt, to the last
            (`timings.predicted_ms`).
        steps: tokens written in that time.
    """

    token_ids: tuple[int, ...]
    seconds: float
    steps: int
    draft_tokens: int
    accepted_tokens: int


class LlamaServer:
    """A server that has loaded its models; see `running`."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: IO[bytes]) -> None:
        self._process = process
        self._port = port
        self._log = log

    def complete(self, body: dict[str, Any]) -> ServerAnswer:
        """Answer one request to `/completion`. Raises AppError."""
        status, answer = self._ask("POST", "/completion", ANSWER_SECONDS, body)
        if status != http.HTTPStatus.OK:
            raise AppError(f"llama-server refused a prompt: {_complaint(answer)}.")
        try:
            return parse_answer(answer)
        except (KeyError, TypeError, ValueError) as problem:
            raise AppError(
                f"llama-server gave an answer of an unknown shape ({problem!r}).",
                "Use one built from the llama.cpp that this program was built with.",
            ) from problem

    def wait_until_ready(self) -> None:
        """Wait until the models are loaded. Raises AppError."""
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up:
            if self._process.poll() is not None:
                raise self._death()
            with contextlib.suppress(OSError):
                status, answer = self._ask("GET", "/health", POLL_SECONDS * 10, None)
                if status == http.HTTPStatus.OK:
                    return
                if status != http.HTTPStatus.SERVICE_UNAVAILABLE:
                    raise AppError(
                        f"Something else than llama-server answers on port {self._port}: "
                        f"{_complaint(answer)}."
                    )
            time.sleep(POLL_SECONDS)
        raise AppError(
            f"llama-server did not load its models within {START_SECONDS:.0f} seconds.",
            "Try smaller files.",
        )

    def _ask(
        self, method: str, path: str, seconds: float, body: dict[str, Any] | None
    ) -> tuple[int, Any]:
        """Return status and JSON of one request. Raises OSError while nobody listens."""
        connection = http.client.HTTPConnection(HOST, self._port, timeout=seconds)
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, path, text, {"Content-Type": "application/json"})
            response = connection.getresponse()
            raw = response.read()
        except http.client.HTTPException as problem:
            raise self._death() from problem
        except OSError:
            if self._process.poll() is not None:
                raise self._death() from None
            raise
        finally:
            connection.close()
        try:
            return response.status, json.loads(raw)
        except ValueError:
            return response.status, raw.decode(errors="replace")

    def _death(self) -> AppError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        self._log.seek(0)
        said = self._log.read().decode(errors="replace").strip().splitlines()
        last = f' It said last: "{said[-1].strip()}".' if said else ""
        code = self._process.returncode
        what = "broke the connection off" if code is None else f"ended with code {code}"
        return AppError(
            f"llama-server {what}.{last}",
            "Run it by hand with the same files to see why.",
        )

    def close(self) -> None:
        """End it: gently, then by force."""
        self._process.terminate()
        try:
            self._process.wait(5.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextlib.contextmanager
def running(program: Path, arguments: Sequence[str]) -> Iterator[LlamaServer]:
    """Start `program` with these arguments on a free port. Raises AppError."""
    with tempfile.TemporaryFile() as log:
        port = free_port()
        command = [str(program), "--host", HOST, "--port", str(port), *arguments]
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        except OSError as problem:
            raise AppError(
                f"{program} cannot be started: {problem.strerror}.",
                "Name the llama-server program that llama.cpp's build puts into its bin folder.",
            ) from problem
        server = LlamaServer(process, port, log)
        try:
            server.wait_until_ready()
            yield server
        finally:
            server.close()


def free_port() -> int:
    """Return a loopback port that is free now. Raises AppError when there is none."""
    try:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            return int(probe.getsockname()[1])
    except OSError as problem:
        raise AppError(
            f"No port is to be had on {HOST}: {problem.strerror}.",
            "Close programs that hold connections open.",
        ) from problem


def parse_answer(answer: Any) -> ServerAnswer:
    """Read the JSON that `/completion` returns. Raises KeyError, TypeError or ValueError."""
    timings = answer["timings"]
    tokens = tuple(int(token) for token in answer["tokens"])
    return ServerAnswer(
        token_ids=tokens[:-1] if answer["stop_type"] == "eos" else tokens,
        seconds=float(timings["predicted_ms"]) / 1000,
        steps=int(timings["predicted_n"]) - 1,
        draft_tokens=int(timings.get("draft_n", 0)),
        accepted_tokens=int(timings.get("draft_n_accepted", 0)),
    )


def _complaint(answer: Any) -> str:
    """Return what an error answer says, in one line."""
    match answer:
        case {"error": {"message": str(message)}}:
            text = message
        case str():
            text = answer
        case _:
            text = json.dumps(answer)
    return " ".join(text.split()).rstrip(".")[:200] or "no text"
