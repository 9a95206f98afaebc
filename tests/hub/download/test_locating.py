"""Where a file is: redirects are followed by hand, and refusals become problems with a remedy."""

import pytest

from app.core.downloads import JobFile, Remedy
from app.hub.connection import Connection
from app.hub.download.locating import line_to, locate
from app.hub.download.problems import DownloadProblem, Trouble
from app.hub.http import HubClient
from tests.downloading import REPO, served
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

TOKEN = "hf_reader"
SMALL = ServedFile("config.json", b"{}", lfs=False)


@pytest.fixture
def server():
    with HubServer(Repository(REPO, (served(), SMALL))) as running:
        yield running


def ask(server: HubServer, path: str, token: str = "", revision: str = "main", repo: str = REPO):
    client = HubClient(Connection(server.url), lambda: token)
    with line_to(client) as line:
        return locate(line, JobFile(repo, revision, path, 0))


def test_a_large_file_is_at_the_cdn_and_known_by_its_sha256(server) -> None:
    file = served()
    found = ask(server, file.path)
    assert found.url.startswith(server.hub.cdn_url)
    assert (found.sha256, found.size, found.signed) == (file.sha256, file.size, True)
    assert found.commit == server.hub.repositories[REPO].commit
    assert [one.host for one in server.hub.served] == ["hub"], "a signed address is good for GET"


def test_a_small_file_is_at_the_hub_and_known_by_gits_hash(server) -> None:
    found = ask(server, SMALL.path)
    assert found.url.startswith(server.url)
    assert (found.identity, found.sha256, found.size) == (SMALL.blob_id, "", 2)


def test_a_renamed_repository_is_followed(server) -> None:
    server.hub.rename(REPO, Repository("maker/better-name", (served(),)))
    assert ask(server, served().path).sha256 == served().sha256


@pytest.mark.parametrize(
    ("path", "repo", "revision", "remedy"),
    [
        ("none.gguf", REPO, "main", Remedy.NONE),
        (served().path, "maker/none", "main", Remedy.NONE),
        (served().path, REPO, "0" * 40, Remedy.RESTART),
    ],
)
def test_what_is_not_there_any_more_is_told(server, path, repo, revision, remedy) -> None:
    with pytest.raises(DownloadProblem) as caught:
        ask(server, path, revision=revision, repo=repo)
    assert caught.value.remedy is remedy
    assert caught.value.hint


def test_a_gated_repository_asks_for_access_with_and_without_a_token(server) -> None:
    server.hub.put(Repository(REPO, (served(),), gated="manual"))
    server.hub.grant(TOKEN)
    titles: set[str] = set()
    for token in ("", TOKEN, "hf_wrong"):
        with pytest.raises(DownloadProblem) as caught:
            ask(server, served().path, token)
        assert caught.value.remedy is Remedy.ACCESS
        titles.add(caught.value.title)
    assert len(titles) == 3, "no token, no access and a wrong token are different things"
    server.hub.grant(TOKEN, "reader", REPO)
    assert ask(server, served().path, TOKEN).sha256 == served().sha256


def test_a_busy_hub_is_trouble_that_passes(server) -> None:
    server.hub.faults.add(
        Fault("status", "resolve", status=429, headers=(("Retry-After", "7"),)),
        Fault("status", "resolve", status=503),
    )
    with pytest.raises(Trouble) as caught:
        ask(server, served().path)
    assert caught.value.after == 7
    with pytest.raises(Trouble):
        ask(server, served().path)


def test_redirects_in_a_circle_have_an_end(server) -> None:
    circle = (("Location", f"/{REPO}/resolve/main/{SMALL.path}"),)
    server.hub.faults.add(Fault("status", "resolve", status=302, headers=circle, times=-1))
    with pytest.raises(DownloadProblem, match="circle"):
        ask(server, SMALL.path)
