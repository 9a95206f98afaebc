"""One repository in full: files with sizes and hashes, card, licence, and whether one may."""

import threading
from typing import TYPE_CHECKING
from urllib.parse import quote

from app.core.repositories import Access, FailureKind, RepoDetails, RepoFile
from app.hub import card, failures, hf, refusals
from app.hub.failures import HubError
from app.hub.http import HubClient
from app.hub.summaries import card_value, summary_of, texts

if TYPE_CHECKING:
    from huggingface_hub import ModelInfo

README = "README.md"
MAX_CARD = 2**20
"""Characters of a card that are kept; the longest published ones are a tenth of it."""


def details(
    client: HubClient,
    repo_id: str,
    revision: str | None = None,
    cancel: threading.Event | None = None,
) -> RepoDetails:
    """Return everything about a repository; `revision` None is its newest. Raises HubError.

    A gated repository's details come too, with what is missing in `access_problem`.
    """
    model = hf.model_info(client, repo_id, revision, cancel)
    if not model.sha:
        raise failures.not_a_hub(client.connection.host)
    page = f"{client.connection.endpoint}/{model.id}"
    access, problem = _access(client, model, cancel)
    text, card_problem = _card(client, model, problem, cancel)
    licence_name, licence_link = card.licence(model, page)
    return RepoDetails(
        summary=summary_of(model),
        revision=model.sha,
        files=_files(model),
        card=text,
        card_problem=card_problem,
        licence_name=licence_name,
        licence_link=licence_link,
        access=access,
        access_problem=problem.title if problem else "",
        access_hint=problem.hint if problem else "",
        base_models=texts(card_value(model, "base_model")),
        url=page,
        asked_as=repo_id if model.id.lower() != repo_id.lower() else "",
    )


def _files(model: "ModelInfo") -> tuple[RepoFile, ...]:
    found: list[RepoFile] = []
    for file in model.siblings or ():
        size = file.lfs.size if file.lfs else file.size or 0
        found.append(RepoFile(file.rfilename, size, file.lfs.sha256.lower() if file.lfs else ""))
    return tuple(found)


def _access(
    client: HubClient, model: "ModelInfo", cancel: threading.Event | None
) -> tuple[Access, HubError | None]:
    if not model.gated:
        return Access.GRANTED, None
    try:
        hf.check_access(client, model.id, cancel)
    except HubError as problem:
        if problem.kind is not FailureKind.GATED:
            raise
        return Access.NEEDS_TERMS if client.token() else Access.NEEDS_TOKEN, problem
    return Access.GRANTED, None


def _card(
    client: HubClient,
    model: "ModelInfo",
    refused: HubError | None,
    cancel: threading.Event | None,
) -> tuple[str, str]:
    """Return the card, and why it cannot be shown: the hub keeps gated cards back too."""
    if not any(file.rfilename == README for file in model.siblings or ()):
        return "", ""
    path = f"/{model.id}/resolve/{quote(model.sha or 'main', safe='')}/{README}"
    answer = client.get(path, cancel)
    if answer.status_code != 200:
        problem = refused or refusals.refuse(
            answer, model.id, client.connection.endpoint, token=bool(client.token())
        )
        return "", problem.title
    return card.body_of(answer.text[:MAX_CARD]), ""
