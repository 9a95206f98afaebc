"""What goes wrong between here and the hub, in words, and what to do about it."""

import socket
import ssl
from collections.abc import Iterator

import httpx2

from app.core.errors import AppError
from app.core.repositories import FailureKind, HubFailure

PASSING_KINDS = frozenset({FailureKind.NETWORK, FailureKind.BUSY})


class HubError(AppError):
    """The hub gave no answer.

    Attributes:
        kind: why. link: a page where it can be put right; "" none.
        retry_after: seconds the hub asks to be left alone; None it did not say.
        passing: whether it may pass by itself, so that trying again later makes sense.
    """

    def __init__(
        self,
        kind: FailureKind,
        title: str,
        hint: str = "",
        *,
        link: str = "",
        retry_after: float | None = None,
        passing: bool | None = None,
    ) -> None:
        super().__init__(title, hint)
        self.kind = kind
        self.link = link
        self.retry_after = retry_after
        self.passing = kind in PASSING_KINDS if passing is None else passing


def failure(problem: AppError) -> HubFailure:
    """Return an error as a value that crosses threads."""
    if isinstance(problem, HubError):
        return HubFailure(problem.kind, problem.title, problem.hint, problem.link)
    return HubFailure(FailureKind.OTHER, problem.title, problem.hint)


def cancelled() -> HubError:
    """The user gave up."""
    return HubError(FailureKind.CANCELLED, "Cancelled.")


def offline(how_to_end: str) -> HubError:
    """The user chose that nothing is asked of the network."""
    return HubError(FailureKind.OFFLINE, "Offline mode is on: the hub is not asked.", how_to_end)


def explain(problem: httpx2.HTTPError, host: str, proxy: str = "") -> HubError:
    """Return what a failed exchange with `host` means; `proxy` is "host:port" if one was used."""
    causes = list(_causes(problem))
    told = _encryption(causes, host)
    if told is not None:
        return told
    match problem:
        case httpx2.ProxyError():
            return _proxy_refuses(problem, proxy)
        case httpx2.ConnectError() | httpx2.ConnectTimeout():
            return _unreachable(causes, host, proxy)
        case httpx2.UnsupportedProtocol() | httpx2.DecodingError() | httpx2.TooManyRedirects():
            return not_a_hub(host)
        case httpx2.TimeoutException():
            title = f"{host} stopped answering."
        case _:
            title = f"The connection to {host} broke off."
    return HubError(FailureKind.NETWORK, title, "Check the network, then try again.")


def not_a_hub(host: str) -> HubError:
    """Something else answers at the hub's address."""
    return HubError(
        FailureKind.ENDPOINT,
        f"{host} does not answer like a hub.",
        "Check the hub's address in Settings, or HF_ENDPOINT. On a public network, sign in first.",
    )


def _unreachable(causes: list[BaseException], host: str, proxy: str) -> HubError:
    if proxy:
        return HubError(
            FailureKind.NETWORK,
            f"The proxy {proxy} does not answer.",
            "Check it in Settings, or the variables HTTPS_PROXY and ALL_PROXY.",
        )
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return HubError(
            FailureKind.NETWORK,
            f"{host} was not found on the network.",
            "Check the network, and the hub's address in Settings or HF_ENDPOINT.",
        )
    return HubError(
        FailureKind.NETWORK,
        f"{host} does not answer.",
        "Check the network. Behind a proxy, name it in Settings or HTTPS_PROXY.",
    )


def _proxy_refuses(problem: httpx2.ProxyError, proxy: str) -> HubError:
    words = str(problem)
    if "407" in words or "auth" in words.lower():
        return HubError(
            FailureKind.NETWORK,
            f"The proxy {proxy} asks for a name and a password.",
            "Write them into its address: http://NAME:PASSWORD@HOST:PORT.",
            passing=False,
        )
    return HubError(
        FailureKind.NETWORK,
        f"The proxy {proxy} does not let this through.",
        "Ask who runs it, or name another in Settings.",
        passing=False,
    )


def _encryption(causes: list[BaseException], host: str) -> HubError | None:
    found = [cause for cause in causes if isinstance(cause, ssl.SSLError)]
    untrusted = [c.verify_message for c in found if isinstance(c, ssl.SSLCertVerificationError)]
    if untrusted:
        return HubError(
            FailureKind.NETWORK,
            f"The certificate of {host} cannot be relied on: {untrusted[0]}.",
            "Behind a company's proxy, name its certificate file in Settings or SSL_CERT_FILE. "
            "Check also this machine's clock.",
            passing=False,
        )
    if found:
        return HubError(
            FailureKind.NETWORK,
            f"{host} and Foretoken found no common way to encrypt.",
            "Check the address, and whether a proxy or a firewall stands between.",
            passing=False,
        )
    return None


def _causes(problem: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = problem
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
