"""The one place that calls huggingface_hub, on our connections; its errors become ours."""

import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2

from app import __version__
from app.core.repositories import FailureKind
from app.hub import failures, patience, refusals
from app.hub.failures import HubError
from app.hub.http import HubClient
from app.hub.transport import SILENCE_SECONDS

if TYPE_CHECKING:
    from huggingface_hub import HfApi, ModelInfo

_lock = threading.Lock()
_adopted: HubClient | None = None


def prepare() -> None:
    """Import huggingface_hub, which takes half a second and stops other threads for up to 20 ms."""
    from huggingface_hub import ModelInfo  # noqa: PLC0415 - half a second to import

    del ModelInfo


def model_page(
    client: HubClient,
    url: str,
    params: Mapping[str, Any] | None,
    cancel: threading.Event | None,
) -> tuple[list["ModelInfo"], str]:
    """Return one page of a list of models, and the address of the next; "" it was the last.

    Raises HubError.
    """
    from huggingface_hub import ModelInfo  # noqa: PLC0415 - half a second to import
    from huggingface_hub.utils import hf_raise_for_status  # noqa: PLC0415 - as above

    with _asking(client, "", cancel):
        answer = _session(client).get(url, params=params, timeout=SILENCE_SECONDS)
        hf_raise_for_status(answer)
        models = [ModelInfo(**found) for found in answer.json()]
        return models, _at_endpoint(client, answer.links.get("next", {}).get("url", ""))


def model_info(
    client: HubClient, repo_id: str, revision: str | None, cancel: threading.Event | None
) -> "ModelInfo":
    """Return everything of one repository, files with sizes and hashes. Raises HubError."""
    with _asking(client, repo_id, cancel):
        return _api(client).model_info(
            repo_id, revision=revision, files_metadata=True, timeout=SILENCE_SECONDS
        )


def check_access(client: HubClient, repo_id: str, cancel: threading.Event | None) -> None:
    """Raise HubError GATED unless this user may download from a repository."""
    with _asking(client, repo_id, cancel):
        _api(client).auth_check(repo_id)


def user_name(client: HubClient, cancel: threading.Event | None) -> str:
    """Return whose token it is; "" without one. Raises HubError TOKEN if it is refused."""
    if not client.token():
        return ""
    answer = client.get("/api/whoami-v2", cancel)
    if answer.status_code == 401:
        raise refusals.refused_token(client.connection.endpoint)
    with _understood(client):
        return str(answer.json()["name"])


@contextmanager
def _asking(client: HubClient, repo_id: str, cancel: threading.Event | None) -> Generator[None]:
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError  # noqa: PLC0415 - as above

    try:
        with patience.until(cancel or threading.Event()), _understood(client):
            yield
    except HFValidationError as problem:
        raise HubError(
            FailureKind.NOT_FOUND,
            f"{repo_id} is not the name of a repository.",
            "It looks like OWNER/NAME.",
        ) from problem
    except HfHubHTTPError as problem:
        raise _refusal(client, repo_id, problem.response) from problem
    except httpx2.HTTPError as problem:
        raise failures.explain(problem, client.connection.host) from problem


@contextmanager
def _understood(client: HubClient) -> Generator[None]:
    """Tell an answer that is not the hub's from an error of ours."""
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415 - as above

    try:
        yield
    except HFValidationError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise failures.not_a_hub(client.connection.host) from problem


def _at_endpoint(client: HubClient, url: str) -> str:
    """Return an address of the hub at the endpoint: mirrors pass on the hub's own addresses."""
    place = urlsplit(url)
    return f"{client.connection.endpoint}{place.path}?{place.query}" if place.query else ""


def _refusal(client: HubClient, repo_id: str, answer: httpx2.Response) -> HubError:
    endpoint, token = client.connection.endpoint, bool(client.token())
    refusal = refusals.refuse(answer, repo_id, endpoint, token=token)
    if not repo_id and refusal.kind is FailureKind.NOT_FOUND:
        return failures.not_a_hub(client.connection.host)
    return refusal


def _api(client: HubClient) -> "HfApi":
    from huggingface_hub import HfApi  # noqa: PLC0415 - as above

    _session(client)
    return HfApi(
        endpoint=client.connection.endpoint,
        # The client itself adds the token, to the hub's own requests only.
        token=False,
        library_name="foretoken",
        library_version=__version__,
    )


def _session(client: HubClient) -> httpx2.Client:
    """Return huggingface_hub's one session of this process, made to be on our connections."""
    from huggingface_hub import get_session, set_client_factory  # noqa: PLC0415 - as above

    global _adopted  # noqa: PLW0603 - huggingface_hub has one session in a process
    with _lock:
        if _adopted is not client:
            set_client_factory(client.new_session)
            _adopted = client
        return get_session()
