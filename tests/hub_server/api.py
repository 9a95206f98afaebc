"""The hub's JSON API as huggingface_hub uses it: search, model info, tree, card, whoami."""

import re
from typing import Any
from urllib.parse import urlencode

from tests.hub_server.files import refusal, status_reply
from tests.hub_server.replies import FileRange, Reply, Request, error_reply, json_reply
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.state import Hub

_MODEL = re.compile(
    r"/api/models/([^/]+/[^/]+?|[^/]+?)(?:/(auth-check|revision/[^/]+|tree/[^/]+(?:/.*)?))?"
)
_CARD = re.compile(r"/([^/]+/[^/]+)/(?:resolve|raw)/([^/]+)/README\.md")
_SORTS = {"downloads": "downloads", "likes": "likes", "lastModified": "updated"}
PAGE = 1000
"""Results a page when nobody says; the real hub's."""


def answer(request: Request, hub: Hub) -> Reply | None:
    """Return the answer to a question of the API or for a card, None if it is neither."""
    if request.host != "hub":
        return None
    card = _CARD.fullmatch(request.path)
    if not request.path.startswith("/api/") and card is None:
        return None
    if fault := hub.faults.take("api", request.path, ("status",)):
        return status_reply(fault)
    if request.token and request.token not in hub.tokens:
        return error_reply(401, "", "Invalid credentials in Authorization header")
    if card is not None:
        return _card(request, hub, *card.groups())
    if request.path == "/api/whoami-v2":
        return _whoami(request, hub)
    if request.path == "/api/models":
        return _search(request, hub)
    found = _MODEL.fullmatch(request.path)
    return _model(request, hub, found[1], found[2] or "") if found else None


def readme(repository: Repository) -> ServedFile:
    """Return README.md as the repository has it, with its front matter."""
    lines = [f"license: {repository.licence}"] if repository.licence else []
    lines += [f"license_name: {repository.licence_name}"] if repository.licence_name else []
    lines += [f"license_link: {repository.licence_link}"] if repository.licence_link else []
    for name, values in (("language", repository.languages), ("tags", repository.tags)):
        lines += [f"{name}:", *(f"- {value}" for value in values)] if values else []
    front = "\n".join(["---", *lines, "---", ""])
    return ServedFile("README.md", f"{front}\n{repository.card}".encode(), lfs=False)


def _whoami(request: Request, hub: Hub) -> Reply:
    if not request.token:
        return error_reply(401, "", "Invalid username or password.")
    return json_reply({"type": "user", "name": hub.tokens[request.token]})


def _search(request: Request, hub: Hub) -> Reply:
    query = request.query
    wanted = query.get("filter", [])
    words = query.get("search", [""])[0].lower()
    found = [
        one
        for one in list(hub.repositories.values())
        if words in one.repo_id.lower()
        and set(wanted) <= set(_tags(one))
        and (not one.private or one.repo_id in hub.access.get(request.token, ()))
    ]
    if sort := query.get("sort", [""])[0]:
        found.sort(key=lambda one: getattr(one, _SORTS[sort]), reverse=True)
    limit = int(query.get("limit", [str(PAGE)])[0])
    start = int(query.get("cursor", ["0"])[0])
    headers: dict[str, str] = {}
    if start + limit < len(found):
        further = {**query, "cursor": [str(start + limit)]}
        address = f"{hub.url}/api/models?{urlencode(further, doseq=True)}"
        headers["Link"] = f'<{address}>; rel="next"'
    expand = set(query.get("expand", []))
    rows = [_told(one, expand) for one in found[start : start + limit]]
    return json_reply(rows, headers=headers)


def _told(one: Repository, expand: set[str]) -> dict[str, Any]:
    """Return a repository as a list tells it: with `expand` these fields and its names only."""
    whole = _info(one, blobs=False)
    if not expand:
        return whole
    return {name: whole[name] for name in whole if name in expand or name in ("_id", "id")}


def _model(request: Request, hub: Hub, repo_id: str, rest: str) -> Reply:
    if repo_id in hub.renamed:
        place = f"/api/models/{hub.renamed[repo_id]}" + (f"/{rest}" if rest else "")
        query = urlencode(request.query, doseq=True)
        return Reply(307, {"Location": f"{place}?{query}" if query else place})
    repository = hub.repositories.get(repo_id)
    if repository is None or repository.private or rest == "auth-check":
        refused = refusal(repository, repo_id, request, hub)
        if refused is not None or repository is None:
            return refused or error_reply(404, "RepoNotFound", "Repository not found")
    what, _, where = rest.partition("/")
    if what == "auth-check":
        return json_reply({"ok": True})
    if where and where.partition("/")[0] not in ("main", repository.commit):
        return error_reply(404, "RevisionNotFound", f"Invalid rev id: {where}")
    if what == "tree":
        return json_reply([_entry(file) for file in _files(repository)])
    return json_reply(_info(repository, blobs="blobs" in request.query))


def _info(one: Repository, *, blobs: bool) -> dict[str, Any]:
    card: dict[str, Any] = {"license": one.licence} if one.licence else {}
    card |= {"license_name": one.licence_name} if one.licence_name else {}
    card |= {"license_link": one.licence_link} if one.licence_link else {}
    card |= {"language": list(one.languages)} if one.languages else {}
    card |= {"base_model": list(one.base_models)} if one.base_models else {}
    return {
        "_id": "0" * 24,
        "id": one.repo_id,
        "modelId": one.repo_id,
        "author": one.repo_id.partition("/")[0],
        "sha": one.commit,
        "lastModified": one.updated,
        "createdAt": one.updated,
        "private": one.private,
        "gated": one.gated or False,
        "downloads": one.downloads,
        "likes": one.likes,
        "tags": _tags(one),
        "cardData": card,
        "siblings": [_sibling(file, blobs=blobs) for file in _files(one)],
        **({"gguf": dict(one.gguf)} if one.gguf else {}),
    }


def _tags(one: Repository) -> list[str]:
    licence = [f"license:{one.licence}"] if one.licence else []
    bases = [f"base_model:{name}" for name in one.base_models]
    return [*one.tags, *one.languages, *bases, *licence]


def _files(one: Repository) -> list[ServedFile]:
    return [*([readme(one)] if one.card else []), *one.files]


def _sibling(file: ServedFile, *, blobs: bool) -> dict[str, Any]:
    if not blobs:
        return {"rfilename": file.path}
    told = {"rfilename": file.path, "size": file.size, "blobId": file.blob_id}
    lfs = {"sha256": file.sha256, "size": file.size, "pointerSize": 134}
    return told | ({"lfs": lfs} if file.lfs else {})


def _entry(file: ServedFile) -> dict[str, Any]:
    told = {"type": "file", "oid": file.blob_id, "size": file.size, "path": file.path}
    lfs = {"oid": file.sha256, "size": file.size, "pointerSize": 134}
    return told | ({"lfs": lfs} if file.lfs else {})


def _card(request: Request, hub: Hub, repo_id: str, revision: str) -> Reply | None:
    repository = hub.repositories.get(repo_id)
    refused = refusal(repository, repo_id, request, hub)
    if repository is None or refused is not None or not repository.card:
        return refused
    if revision not in ("main", repository.commit):
        return error_reply(404, "RevisionNotFound", f"Invalid rev id: {revision}")
    file = readme(repository)
    return Reply(200, {"ETag": f'"{file.etag}"'}, FileRange(file, 0, file.size))
