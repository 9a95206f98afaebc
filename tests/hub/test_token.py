"""The token: where it is kept, in which order it is looked for, and that it stays a secret."""

import base64
import logging
import os
import subprocess
import sys
import traceback
from pathlib import Path
from urllib.parse import quote

import pytest

from app.core import settings as settings_file
from app.core.errors import AppError
from app.core.paths import Profile
from app.core.repositories import SearchQuery, TokenPlace
from app.core.settings import Settings
from app.hub import hf, repository, search
from app.hub.hub import SharedHub, open_hub
from app.hub.token import KeyringError, TokenStore
from app.ui.errors import CrashHook
from app.ui.log_file import start_log, stop_log
from app.workers import hub_worker
from app.workers.hub_queries import HubQueries
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

HUB = "https://hub.example"
TOKEN = "hf_Kj3nQ8sTopSecret7Zw"


class MemoryKeyring:
    """A secret service; `broken` is a locked one."""

    def __init__(self):
        self.kept = {}
        self.broken = False

    def _check(self):
        if self.broken:
            raise KeyringError("locked")

    def get_password(self, service, username, /):
        self._check()
        return self.kept.get((service, username))

    def set_password(self, service, username, password, /):
        self._check()
        self.kept[service, username] = password

    def delete_password(self, service, username, /):
        self._check()
        del self.kept[service, username]


@pytest.fixture
def keyring():
    return MemoryKeyring()


@pytest.fixture
def nowhere(tmp_path):
    return {"HF_HOME": str(tmp_path / "hf")}


def test_a_token_given_is_kept_for_the_next_run_and_for_its_hub_only(keyring, nowhere):
    assert TokenStore(HUB, lambda: keyring, nowhere).keep(f" {TOKEN}\n").place is TokenPlace.KEYRING
    later = TokenStore(HUB, lambda: keyring, nowhere)
    assert (later.token(), later.state().place) == (TOKEN, TokenPlace.KEYRING)
    assert TokenStore("https://mirror.example", lambda: keyring, nowhere).token() == ""


def test_without_a_secret_service_it_lives_for_this_run_and_says_so(nowhere):
    store = TokenStore(HUB, lambda: None, nowhere)
    assert store.state().keyring_problem
    state = store.keep(TOKEN)
    assert (store.token(), state.place) == (TOKEN, TokenPlace.THIS_RUN)
    assert "this run only" in state.keyring_problem
    assert TokenStore(HUB, lambda: None, nowhere).token() == ""


def test_a_locked_keyring_does_not_stand_in_the_way(keyring, nowhere):
    keyring.broken = True
    store = TokenStore(HUB, lambda: keyring, nowhere)
    assert store.token() == ""
    state = store.keep(TOKEN)
    assert (state.place, store.token()) == (TokenPlace.THIS_RUN, TOKEN)
    assert "locked" in state.keyring_problem


def test_the_keyring_is_asked_once_and_not_before_it_is_needed(keyring, nowhere):
    asked = []
    store = TokenStore(HUB, lambda: asked.append(1) or keyring, nowhere)
    assert not asked
    store.token()
    store.token()
    assert len(asked) == 1


def test_a_login_is_read_never_written(keyring, nowhere, tmp_path):
    file = tmp_path / "hf" / "token"
    file.parent.mkdir()
    file.write_text("hf_login\n")
    before = file.stat().st_mtime_ns
    store = TokenStore(HUB, lambda: keyring, nowhere)
    assert (store.token(), store.state().place) == ("hf_login", TokenPlace.LOGIN)
    with pytest.raises(AppError, match="hf auth logout"):
        store.forget()
    store.keep(TOKEN)
    store.forget()
    assert store.token() == "hf_login"
    assert (file.read_text(), file.stat().st_mtime_ns) == ("hf_login\n", before)
    assert [path.name for path in file.parent.iterdir()] == ["token"]


def test_the_environment_comes_before_a_login_and_behind_what_was_given(keyring, nowhere):
    store = TokenStore(HUB, lambda: keyring, nowhere | {"HF_TOKEN": "hf_env"})
    assert (store.token(), store.state().place) == ("hf_env", TokenPlace.ENVIRONMENT)
    with pytest.raises(AppError, match="HF_TOKEN"):
        store.forget()
    store.keep(TOKEN)
    assert store.token() == TOKEN


def test_implicit_tokens_can_be_forbidden(keyring, nowhere):
    environ = nowhere | {"HF_TOKEN": "hf_env", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"}
    assert TokenStore(HUB, lambda: keyring, environ).token() == ""


def test_forgetting_removes_it_from_the_keyring(keyring, nowhere):
    store = TokenStore(HUB, lambda: keyring, nowhere)
    store.keep(TOKEN)
    assert store.forget().place is TokenPlace.NONE
    assert keyring.kept == {}


@pytest.mark.parametrize("text", ["", "  ", "hf_a b", "hf_\u00e4", "hf_a\nX-Header: b", "x" * 600])
def test_what_is_no_token_is_refused_without_quoting_it(keyring, nowhere, text):
    with pytest.raises(AppError) as got:
        TokenStore(HUB, lambda: keyring, nowhere).keep(text)
    assert not text.strip() or text not in str(got.value)


def test_values_that_hold_it_do_not_show_it(keyring, nowhere):
    hub = open_hub(Settings(hub_endpoint=HUB), nowhere, lambda: keyring)
    hub.tokens.keep(TOKEN)
    assert TOKEN not in repr((hub, hub.client, hub.tokens, hub.tokens.state()))


REPOSITORIES = (
    Repository("o/open", (ServedFile("m.gguf", length=2000),), card="# Open"),
    Repository("o/gated", (ServedFile("m.gguf", length=2000),), card="# Gated", gated="auto"),
)


def _everything_written(folder: Path) -> bytes:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return b"".join(path.read_bytes() for path in files)


def _process_arguments() -> bytes:
    """Every running program's arguments, where the system shows them."""
    found = b""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += file.read_bytes()
        except OSError:
            continue
    return found


def _shapes(token):
    """The token as it might be written: as it is, quoted, encoded, reversed, in halves."""
    half = len(token) // 2
    plain = (token, quote(token, safe=""), token[:half], token[half:], token[::-1])
    return [text.encode() for text in plain] + [base64.b64encode(token.encode()).rstrip(b"=")]


def _assert_secret(written: bytes):
    for shape in _shapes(TOKEN):
        assert shape not in written


class Window:
    """The hub's part of the window, its log at the most talkative, its crash reports."""

    def __init__(self, folder, server):
        self.server = server
        self.profile = Profile(folder / "profile")
        self.settings = Settings(hub_endpoint=server.url)
        self.handler = start_log(self.profile.logs, logging.DEBUG)
        self.crash = CrashHook(self.profile.logs)
        environ = {"HF_HOME": str(folder / "hf")}
        self.hub = SharedHub(
            lambda: self.settings, lambda chosen: open_hub(chosen, environ, lambda: None)
        )
        self.queries = HubQueries(self.hub)
        self.queries.crashed.connect(self.crash.show_report)

    def close(self):
        self.queries.shutdown()
        self.hub.close()
        if self.crash.dialog is not None:
            self.crash.dialog.close()
        stop_log(self.handler)


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    level = logging.getLogger().level
    with HubServer(*REPOSITORIES) as server:
        server.hub.grant(TOKEN, "ada")
        made = Window(tmp_path, server)
        yield made
        made.close()
    logging.getLogger().setLevel(level)


@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
def test_the_token_is_in_nothing_the_window_writes(qtbot, window, tmp_path, monkeypatch):
    queries, server = window.queries, window.server
    with qtbot.waitSignal(queries.token_told):
        queries.keep_token(TOKEN)
    with qtbot.waitSignal(queries.found):
        queries.search(SearchQuery())
    for repo_id in ("o/open", "o/gated"):
        with qtbot.waitSignal(queries.detailed):
            queries.details(repo_id)
    server.hub.tokens.clear()
    for fault in ((), (Fault("status", "api", status=500, times=3),)):
        server.hub.faults.add(*fault)
        with qtbot.waitSignal(queries.details_failed):
            queries.details("o/open")
    assert any(TOKEN in one.authorization for one in server.hub.served)

    def buggy(client, repo_id, **more):
        sent = client.get("/api/models").request
        raise RuntimeError(f"a bug near {vars(client)!r} {sent!r} {sent.headers!r}")

    monkeypatch.setattr(hub_worker, "details", buggy)
    with qtbot.waitSignal(queries.crashed):
        queries.details("o/open")
    settings_file.save(window.profile.settings_file, window.settings)
    report = window.crash.dialog.report.toPlainText()
    assert "a bug near" in report
    written = _everything_written(tmp_path)
    assert b"a bug near" in written
    _assert_secret(written + report.encode() + _process_arguments())


def test_errors_about_the_token_do_not_quote_it_nor_do_their_causes(tmp_path, nowhere):
    with HubServer(*REPOSITORIES) as server:
        hub = open_hub(Settings(hub_endpoint=server.url), nowhere, lambda: None)
        hub.tokens.keep(TOKEN)
        for ask in (
            lambda: hf.user_name(hub.client, None),
            lambda: repository.details(hub.client, "o/gated"),
            lambda: search.search(hub.client, SearchQuery()),
        ):
            with pytest.raises(AppError) as got:
                ask()
            _assert_secret("".join(traceback.format_exception(got.value)).encode())
        hub.client.close()


@pytest.mark.parametrize("words", [["search", "o"], ["show", "o/gated"], ["show", "o/open"]])
def test_the_command_line_keeps_it_secret(tmp_path, words):
    home = tmp_path / "home"
    home.mkdir()
    with HubServer(*REPOSITORIES) as server:
        server.hub.grant(TOKEN)
        environ = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            **{"HOME": str(home), "XDG_CACHE_HOME": str(home), "HF_HOME": str(home / "hf")},
            **{"HF_ENDPOINT": server.url, "HF_TOKEN": TOKEN, "HF_DEBUG": "1"},
            "HF_HUB_VERBOSITY": "debug",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        command = [sys.executable, "-m", "app", "--profile", str(tmp_path / "p"), "models", *words]
        done = subprocess.run(command, env=environ, capture_output=True, timeout=120, check=False)
        server.stop_listening()
        assert done.returncode == 0, done.stderr
        assert all(one.authorization == f"Bearer {TOKEN}" for one in server.hub.served)
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    _assert_secret(done.stdout + done.stderr + files)
