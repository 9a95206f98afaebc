"""What the hub's refusals mean, in words, and what to do about them."""

import httpx2

from app.core.repositories import FailureKind
from app.hub.failures import HubError

BUSY_STATUSES = frozenset({408, 429, 500, 502, 503, 504})

MISSING = {
    "RevisionNotFound": "{} no longer has the version that was asked for.",
    "EntryNotFound": "{} does not have this file, or no longer.",
}
"""By the hub's X-Error-Code."""


def busy(response: httpx2.Response, host: str, retry_after: float | None) -> HubError:
    """Return what a 408, 429 or 5xx means that did not pass by waiting."""
    if response.status_code == 429:
        wait = f"in {_duration(retry_after)}" if retry_after else "in a few minutes"
        return HubError(
            FailureKind.BUSY,
            f"{host} takes no more questions for now (429).",
            f"Try again {wait}. With a token the hub takes more.",
            retry_after=retry_after,
        )
    return HubError(
        FailureKind.BUSY,
        f"{host} has trouble of its own ({response.status_code}).",
        "Try again in a few minutes.",
        retry_after=retry_after,
    )


def refuse(response: httpx2.Response, repo_id: str, endpoint: str, *, token: bool) -> HubError:
    """Return what the hub's refusal (4xx) of a question about `repo_id` means.

    `token` says whether one was sent. Codes and messages: huggingface_hub's hf_raise_for_status.
    """
    host = httpx2.URL(endpoint).netloc.decode("ascii")
    code = response.headers.get("x-error-code", "")
    said = response.headers.get("x-error-message", "")
    page = f"{endpoint}/{repo_id}"
    if "invalid" in said.lower() and token and response.status_code == 401:
        return refused_token(endpoint)
    if code == "GatedRepo":
        return gated(repo_id, page, said, token=token)
    if code in MISSING:
        hint = "Open it again to see what it holds now."
        return HubError(FailureKind.NOT_FOUND, MISSING[code].format(repo_id), hint, link=page)
    if response.status_code == 403:
        return HubError(
            FailureKind.TOKEN if token else FailureKind.GATED,
            f"{host} does not let you read {repo_id}.",
            "Use a token that may read this repository." if token else "Give a token in Settings.",
            link=page,
        )
    if response.status_code in (401, 404):
        return not_found(repo_id, host)
    title = f"{host} does not answer this question ({response.status_code})."
    return HubError(FailureKind.OTHER, title, said)


def gated(repo_id: str, page: str, said: str, *, token: bool) -> HubError:
    """Return what to do about a repository whose owner asks for something first."""
    if not token:
        return HubError(
            FailureKind.GATED,
            f"The owner of {repo_id} asks who downloads it.",
            f"Accept the terms at {page}, then give a token of your account in Settings "
            "(or set HF_TOKEN).",
            link=page,
        )
    if "await" in said.lower() or "review" in said.lower():
        return HubError(
            FailureKind.GATED,
            f"The owner of {repo_id} has not yet answered your request.",
            f"See {page}.",
            link=page,
        )
    return HubError(
        FailureKind.GATED,
        f"The terms of {repo_id} are not accepted yet by the account of your token.",
        f"Accept them at {page}, then try again. The token must be allowed to read gated "
        "repositories.",
        link=page,
    )


def not_found(repo_id: str, host: str) -> HubError:
    """There is no such repository, as far as this user may know."""
    return HubError(
        FailureKind.NOT_FOUND,
        f"{host} has no repository {repo_id}.",
        "Check its name. If it is private, give a token that may read it.",
    )


def refused_token(endpoint: str) -> HubError:
    """The token itself is wrong."""
    host = httpx2.URL(endpoint).netloc.decode("ascii")
    return HubError(
        FailureKind.TOKEN,
        f"{host} does not accept the token: it is wrong or no longer valid.",
        "Make a new one on the hub's page of access tokens, and give it in Settings.",
        link=f"{endpoint}/settings/tokens",
    )


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} minutes"
