"""HTTP over real sockets: second attempts, time limits, proxies, certificates, tokens, words."""

import hashlib
import socket
import threading
import time

import pytest

from app.core.errors import AppError
from app.core.repositories import FailureKind
from app.hub import patience
from app.hub.connection import Connection
from app.hub.failures import HubError
from app.hub.http import HubClient
from app.hub.patience import Patience
from tests.hub.proxies import HttpProxy, SocksProxy
from tests.hub.tls import TlsHub
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

QUICK = Patience(attempts=3, first_wait=0.01, longest_wait=2.0)
FILE = ServedFile("m.gguf", length=300_000, seed=3)


@pytest.fixture(autouse=True)
def no_proxies_of_this_machine(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server():
    with HubServer(Repository("o/m", (FILE,), card="# M")) as running:
        yield running


def _client(endpoint, token="", patience=QUICK, **way):
    return HubClient(Connection(endpoint, **way), lambda: token, patience)


def _served(server):
    """Return every answer: the server notes one after it is sent, so let it end first."""
    server.stop_listening()
    return server.hub.served


def _failure(client, path="/api/models"):
    with pytest.raises(HubError) as got:
        client.get(path)
    return got.value


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_hub_is_asked_again(server, status):
    server.hub.faults.add(Fault("status", "api", status=status, times=2))
    with _client(server.url) as client:
        assert client.get("/api/models").status_code == 200
    assert [one.status for one in _served(server)] == [status, status, 200]


def test_the_pause_a_hub_asks_for_is_kept(server):
    server.hub.faults.add(Fault("status", "api", status=429, headers=(("Retry-After", "1"),)))
    with _client(server.url) as client:
        began = time.monotonic()
        assert client.get("/api/models").status_code == 200
        assert time.monotonic() - began >= 1


def test_a_long_pause_is_told_not_waited_for(server):
    limit = (("RateLimit", '"api";r=0;t=240'),)
    server.hub.faults.add(Fault("status", "api", status=429, headers=limit))
    with _client(server.url) as client:
        problem = _failure(client)
    assert (problem.kind, problem.retry_after, problem.passing) == (FailureKind.BUSY, 240, True)
    assert "in 4 minutes" in problem.hint
    assert len(_served(server)) == 1


def test_a_hub_that_stays_broken_is_told(server):
    server.hub.faults.add(Fault("status", "api", status=503, times=-1))
    with _client(server.url) as client:
        problem = _failure(client)
    assert "trouble of its own (503)" in problem.title
    assert len(_served(server)) == QUICK.attempts


def test_nobody_there(server):
    server.stop_listening()
    with _client(server.url) as client:
        problem = _failure(client)
    assert problem.kind is FailureKind.NETWORK
    assert "does not answer" in problem.title


def test_no_such_host():
    with _client("http://hub.invalid") as client:
        problem = _failure(client)
    assert problem.title == "hub.invalid was not found on the network."


def test_offline_mode_asks_nothing(server):
    with _client(server.url, offline=True, offline_reason="Turn it off.") as client:
        problem = _failure(client)
    assert (problem.kind, problem.hint) == (FailureKind.OFFLINE, "Turn it off.")
    assert _served(server) == []


def test_giving_up_ends_a_question_that_hangs():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with _client(f"http://127.0.0.1:{silent.getsockname()[1]}") as client:
            cancel = threading.Event()
            threading.Timer(0.1, cancel.set).start()
            with pytest.raises(HubError) as got:
                client.get("/api/models", cancel)
    assert got.value.kind is FailureKind.CANCELLED


def test_giving_up_ends_a_pause(server):
    wait = (("Retry-After", "60"),)
    server.hub.faults.add(Fault("status", "api", status=503, headers=wait, times=-1))
    cancel = threading.Event()
    threading.Timer(0.1, cancel.set).start()
    with _client(server.url, patience=Patience(longest_wait=100)) as client:
        with pytest.raises(HubError) as got:
            client.get("/api/models", cancel)
    assert got.value.kind is FailureKind.CANCELLED


def test_a_body_that_breaks_off_is_told_while_it_is_read(server):
    server.hub.faults.add(Fault("reset", "bytes", after=100_000))
    with _client(server.url) as client, client.new_session(Patience(attempts=1)) as session:
        with pytest.raises(HubError) as got:
            with session.stream("GET", f"{server.url}/o/m/resolve/main/m.gguf") as answer:
                for _ in answer.iter_bytes():
                    pass
    assert got.value.passing
    assert "broke off" in got.value.title


def test_the_token_goes_to_the_hub_and_not_to_its_cdn(server):
    server.hub.grant("hf_secret")
    with _client(server.url, "hf_secret") as client:
        answer = client.get("/o/m/resolve/main/m.gguf")
    assert hashlib.sha256(answer.content).hexdigest() == FILE.sha256
    sent = {one.host: one.authorization for one in _served(server)}
    assert sent == {"hub": "Bearer hf_secret", "cdn": ""}


def test_a_header_that_others_set_does_not_reach_the_cdn(server):
    with _client(server.url) as client, client.new_session() as session:
        session.get(
            f"{server.url}/o/m/resolve/main/m.gguf", headers={"Authorization": "Bearer other"}
        )
    assert {one.authorization for one in _served(server)} == {""}


def test_no_token_over_an_open_line():
    assert HubClient(Connection("http://mirror.example"), lambda: "hf_x").token() == ""
    assert HubClient(Connection("https://mirror.example"), lambda: "hf_x").token() == "hf_x"
    assert HubClient(Connection("http://localhost:1"), lambda: "hf_x").token() == "hf_x"


def test_through_a_proxy_with_a_password(server):
    with HttpProxy(user="ada", password="pass") as proxy:
        way = f"http://ada:pass@{proxy.address}"
        with _client(server.url, proxy=way) as client:
            assert client.get("/api/models").status_code == 200
        assert proxy.asked
        with _client(server.url, proxy=f"http://ada:wrong@{proxy.address}") as client:
            answer = client.get("/api/models")
        assert answer.status_code == 407


def test_a_proxy_that_wants_a_password_for_tls_says_so():
    with HttpProxy(user="ada", password="pass") as proxy:
        with _client("https://hub.invalid", proxy=f"http://ada:wrong@{proxy.address}") as client:
            problem = _failure(client)
    assert problem.title == f"The proxy {proxy.address} asks for a name and a password."
    assert "wrong" not in str(problem)


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks"])
def test_through_socks(server, scheme):
    with SocksProxy() as proxy:
        with _client(server.url, proxy=f"{scheme}://{proxy.address}") as client:
            assert client.get("/api/models").status_code == 200
        assert len(proxy.asked) == 1


def test_the_environments_proxies_count_unless_a_host_is_excepted(server, monkeypatch):
    with SocksProxy() as proxy:
        monkeypatch.setenv("ALL_PROXY", f"socks5://{proxy.address}")
        with _client(server.url) as client:
            client.get("/api/models")
        assert len(proxy.asked) == 1
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with _client(server.url) as client:
            client.get("/api/models")
        assert len(proxy.asked) == 1


def test_a_proxy_that_is_gone_is_named_without_its_password(server):
    with _client(server.url, proxy="http://ada:secret@127.0.0.1:1") as client:
        problem = _failure(client)
    assert problem.title == "The proxy 127.0.0.1:1 does not answer."
    assert "secret" not in str(problem)


@pytest.mark.parametrize("proxy", ["socks4://h:1", "ftp://h:1", "http://"])
def test_a_proxy_that_is_not_understood(server, proxy):
    with _client(server.url, proxy=proxy) as client, pytest.raises(AppError, match="proxy"):
        client.get("/api/models")


def test_certificates(tmp_path):
    with TlsHub(tmp_path) as hub:
        with _client(hub.url) as client:
            problem = _failure(client)
        assert "certificate of localhost" in problem.title
        assert not problem.passing
        with _client(hub.url, ca=str(hub.ca)) as client:
            assert client.get("/api/models").json() == []


def test_a_certificate_file_that_is_none(server, tmp_path):
    wrong = tmp_path / "ca.pem"
    wrong.write_text("hello")
    with _client(server.url, ca=str(wrong)) as client, pytest.raises(AppError, match=r"ca\.pem"):
        client.get("/api/models")


def test_an_address_that_speaks_no_tls(server):
    with _client(server.url.replace("http:", "https:")) as client:
        problem = _failure(client)
    assert "no common way to encrypt" in problem.title


def test_sessions_end_with_their_client(server):
    client = _client(server.url)
    session = client.new_session()
    client.close()
    assert session.is_closed


def test_retry_after_may_be_a_date():
    assert patience.asked_pause({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
    assert patience.asked_pause({"retry-after": "soon"}) is None
    assert patience.asked_pause({}) is None


def test_a_question_given_up_while_it_connects_leaves_no_socket_open(monkeypatch):
    connect, connecting, go_on = socket.create_connection, threading.Event(), threading.Event()
    made: list[socket.socket] = []

    def slowly(*args, **more):
        connecting.set()
        go_on.wait(10)
        made.append(connect(*args, **more))
        return made[-1]

    monkeypatch.setattr(socket, "create_connection", slowly)
    with HubServer() as hub, HubClient(Connection(hub.url)) as client:
        cancel = threading.Event()
        threading.Thread(target=lambda: connecting.wait(10) and cancel.set()).start()
        with pytest.raises(HubError):
            client.get("/api/models", cancel)
        (question,) = (one for one in threading.enumerate() if one.name == "hub question")
        client.close()
        go_on.set()
        question.join(10)
    assert [one.fileno() for one in made] == [-1]
