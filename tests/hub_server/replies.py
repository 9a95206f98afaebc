"""What goes in and out of the rooms of the test hub: a request and its reply."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.hub_server.repos import ServedFile


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    Attributes:
        host: "hub" or "cdn". target: the path with its query, as it came.
        headers: names in lower case. body: of a POST.
    """

    host: str
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """Without the query, unquoted."""
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)

    @property
    def token(self) -> str:
        """The bearer token, "" for none."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme == "Bearer" else ""


@dataclass(frozen=True, slots=True)
class FileRange:
    """A body: bytes `start` up to `end` of a file."""

    file: ServedFile
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; Content-Length is added."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | FileRange = b""


def json_reply(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Return an answer of the hub's JSON API."""
    own = {"Content-Type": "application/json; charset=utf-8"}
    return Reply(status, own | dict(headers or {}), json.dumps(value).encode())


def error_reply(status: int, code: str, message: str) -> Reply:
    """Return an error in the hub's words: headers X-Error-Code and X-Error-Message, and JSON."""
    headers = {"X-Error-Message": message} | ({"X-Error-Code": code} if code else {})
    return json_reply({"error": message}, status, headers)
