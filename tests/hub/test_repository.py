"""A repository in full: files, card, licence, gates, names it had."""

import threading

import pytest

from app.core.repositories import Access, FailureKind
from app.hub.connection import Connection
from app.hub.failures import HubError
from app.hub.http import HubClient
from app.hub.patience import Patience
from app.hub.repository import details
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

TARGET = ServedFile("m-Q4_K_M.gguf", length=5000, seed=1)
CONFIG = ServedFile("config.json", b"{}", lfs=False)
OPEN = Repository(
    "o/open-GGUF",
    (TARGET, ServedFile("MTP/m-MTP.gguf", length=500, seed=2), CONFIG),
    card="# Open\n\n---\n\nA rule stays.",
    base_models=("google/gemma",),
)
GATED = Repository(
    "meta/gated-GGUF",
    (TARGET, ServedFile("LICENSE.txt", b"terms", lfs=False)),
    card="# Gated",
    licence="other",
    licence_name="meta-terms",
    gated="auto",
)


@pytest.fixture
def server():
    with HubServer(OPEN, GATED) as running:
        yield running


def _ask(server, repo_id, token="", **more):
    with HubClient(Connection(server.url), lambda: token, Patience(attempts=1)) as client:
        return details(client, repo_id, **more)


def _failure(server, repo_id, token="", **more):
    with pytest.raises(HubError) as got:
        _ask(server, repo_id, token, **more)
    return got.value


def test_files_come_with_sizes_hashes_and_their_commit(server):
    found = _ask(server, "o/open-GGUF")
    assert found.revision == OPEN.commit
    assert [(file.path, file.size, file.sha256) for file in found.gguf_files] == [
        ("m-Q4_K_M.gguf", 5000, TARGET.sha256),
        ("MTP/m-MTP.gguf", 500, OPEN.files[1].sha256),
    ]
    config = next(file for file in found.files if file.name == "config.json")
    assert (config.size, config.sha256) == (2, "")


def test_the_card_has_no_front_matter(server):
    assert _ask(server, "o/open-GGUF").card == "# Open\n\n---\n\nA rule stays."


def test_licence_and_origin_are_told(server):
    found = _ask(server, "o/open-GGUF")
    assert found.licence_name == "Apache License 2.0"
    assert found.licence_link == "https://www.apache.org/licenses/LICENSE-2.0"
    assert found.base_models == ("google/gemma",)
    assert (found.access, found.url) == (Access.GRANTED, f"{server.url}/o/open-GGUF")


def test_a_gated_repository_is_shown_with_what_is_missing(server):
    found = _ask(server, "meta/gated-GGUF")
    assert found.access is Access.NEEDS_TOKEN
    assert f"{server.url}/meta/gated-GGUF" in found.access_hint
    assert found.licence_name == "meta-terms"
    assert found.licence_link == f"{server.url}/meta/gated-GGUF/blob/main/LICENSE.txt"
    assert found.gguf_files[0].sha256 == TARGET.sha256
    assert (found.card, found.card_problem) == ("", found.access_problem)


def test_a_token_whose_account_did_not_accept_the_terms(server):
    server.hub.grant("hf_other")
    found = _ask(server, "meta/gated-GGUF", "hf_other")
    assert found.access is Access.NEEDS_TERMS
    assert "not accepted yet" in found.access_problem


def test_a_request_the_owner_has_not_answered(server):
    server.hub.grant("hf_other")
    headers = (
        ("X-Error-Code", "GatedRepo"),
        ("X-Error-Message", "Your request to access this model is awaiting a review."),
    )
    server.hub.faults.add(Fault("status", "api", "auth-check", status=403, headers=headers))
    found = _ask(server, "meta/gated-GGUF", "hf_other")
    assert "has not yet answered" in found.access_problem


def test_a_token_with_access_opens_the_gate(server):
    server.hub.grant("hf_mine", "ada", "meta/gated-GGUF")
    found = _ask(server, "meta/gated-GGUF", "hf_mine")
    assert (found.access, found.card) == (Access.GRANTED, "# Gated")


def test_a_repository_that_moved_is_followed_and_said(server):
    server.hub.rename("o/open-GGUF", Repository("new/name-GGUF", OPEN.files, card="# Moved"))
    found = _ask(server, "o/open-GGUF")
    assert (found.repo_id, found.asked_as, found.card) == (
        "new/name-GGUF",
        "o/open-GGUF",
        "# Moved",
    )


def test_a_private_repository_looks_like_none_until_the_token_may_read_it(server):
    server.hub.put(Repository("o/private", (TARGET,), private=True))
    assert _failure(server, "o/private").kind is FailureKind.NOT_FOUND
    server.hub.grant("hf_mine", "ada", "o/private")
    assert _ask(server, "o/private", "hf_mine").files


@pytest.mark.parametrize("repo_id", ["o/none", "no name", "../etc/passwd", "a/b/c", ""])
def test_no_such_repository(server, repo_id):
    problem = _failure(server, repo_id)
    assert problem.kind is FailureKind.NOT_FOUND
    assert problem.hint


def test_a_revision_that_is_gone(server):
    problem = _failure(server, "o/open-GGUF", revision="f" * 40)
    assert problem.kind is FailureKind.NOT_FOUND
    assert "version" in problem.title


def test_an_owner_who_forbids_a_token(server):
    server.hub.grant("hf_mine")
    server.hub.faults.add(Fault("status", "api", status=403))
    assert _failure(server, "o/open-GGUF", "hf_mine").kind is FailureKind.TOKEN


def test_a_card_that_cannot_be_read_leaves_the_rest(server):
    server.hub.faults.add(Fault("status", "api", "README.md", status=404))
    found = _ask(server, "o/open-GGUF")
    assert found.card == ""
    assert found.card_problem
    assert found.files


@pytest.mark.parametrize("body", ["[]", "{}", '{"id": "o/open-GGUF"}', "not json"])
def test_answers_that_are_no_hubs(server, body):
    server.hub.faults.add(Fault("status", "api", status=200, body=body))
    assert _failure(server, "o/open-GGUF").kind is FailureKind.ENDPOINT


def test_giving_up(server):
    cancel = threading.Event()
    cancel.set()
    assert _failure(server, "o/open-GGUF", cancel=cancel).kind is FailureKind.CANCELLED
