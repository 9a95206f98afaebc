"""Starting, asking and ending a server process; a small real one stands in for llama-server."""

import socket
import stat
import sys
import textwrap
from pathlib import Path

import pytest

from app.cli.llama_server import HOST, free_port, parse_answer, running
from app.core.errors import AppError

SERVER = """
    import http.server, json, sys

    port = int(sys.argv[sys.argv.index("--port") + 1])
    mode = sys.argv[-1]

    class Handler(http.server.BaseHTTPRequestHandler):
        def reply(self, status, answer):
            raw = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def do_GET(self):
            if mode == "foreign":
                self.reply(404, "no such page")
            else:
                self.reply(200, {"status": "ok"})

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if mode == "refuses":
                self.reply(400, {"error": {"message": "the prompt is too long."}})
            elif mode == "strange":
                self.reply(200, {"tokens": [1]})
            elif mode == "dies":
                print("out of memory", flush=True)
                sys.stderr.flush()
                import os
                os._exit(7)
            else:
                tokens = body["prompt"][::-1]
                timings = {"predicted_n": len(tokens), "predicted_ms": 500.0}
                self.reply(200, {"tokens": tokens, "stop_type": "limit", "timings": timings})

        def log_message(self, *_):
            pass

    if mode == "fails":
        print("error: no such file")
        sys.exit(3)
    http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "llama-server"
    path.write_text(f"#!{sys.executable}\n{textwrap.dedent(SERVER)}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_it_answers_and_is_gone_afterwards(program: Path) -> None:
    with running(program, ["answers"]) as server:
        answer = server.complete({"prompt": [5, 6, 7]})
        port = server._port
    assert answer.token_ids == (7, 6, 5)
    assert (answer.seconds, answer.steps) == (0.5, 2)
    with socket.socket() as probe:
        assert probe.connect_ex((HOST, port)) != 0


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(AppError, match="cannot be started: No such file"),
        running(tmp_path / "nothing", []),
    ):
        pass


def test_a_server_that_ends_at_once_is_quoted(program: Path) -> None:
    with pytest.raises(AppError, match=r'ended with code 3\. It said last: "error: no such file"'):
        with running(program, ["fails"]):
            pass


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("refuses", "refused a prompt: the prompt is too long"),
        ("strange", "an answer of an unknown shape"),
        ("dies", 'ended with code 7. It said last: "out of memory"'),
    ],
)
def test_a_failed_answer_is_one_sentence(program: Path, mode: str, words: str) -> None:
    with running(program, [mode]) as server, pytest.raises(AppError) as caught:
        server.complete({"prompt": [1]})
    assert words in caught.value.title


def test_another_program_on_the_port_is_noticed(program: Path) -> None:
    with pytest.raises(AppError, match="Something else than llama-server answers"):
        with running(program, ["foreign"]):
            pass


def test_a_free_port_can_be_bound() -> None:
    with socket.socket() as probe:
        probe.bind((HOST, free_port()))


def test_the_token_that_ended_the_turn_is_not_part_of_the_text() -> None:
    timings = {"predicted_n": 3, "predicted_ms": 20, "draft_n": 6, "draft_n_accepted": 4}
    answer = parse_answer({"tokens": [8, 9, 2], "stop_type": "eos", "timings": timings})
    assert answer.token_ids == (8, 9)
    assert (answer.steps, answer.draft_tokens, answer.accepted_tokens) == (2, 6, 4)
