"""Which proxy a request goes through: the user's, else the system's."""

import urllib.request

import httpx2

from app.core.errors import AppError

SCHEMES = ("http", "https", "socks5", "socks5h")


def proxy_for(url: httpx2.URL, chosen: str) -> str:
    """Return the proxy's address for a request to `url`; "" goes straight there.

    `chosen` is the user's own; without it count HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY,
    or what macOS and Windows are set to. Raises AppError for a kind that is not spoken.
    """
    if chosen:
        return _checked(chosen)
    known = urllib.request.getproxies()
    named = known.get(url.scheme) or known.get("all") or ""
    if not named or urllib.request.proxy_bypass(url.netloc.decode("ascii")):
        return ""
    return _checked(named)


def shown(proxy: str) -> str:
    """Return a proxy's host and port, without the name and password it may hold."""
    return httpx2.URL(proxy).netloc.decode("ascii") if proxy else ""


def _checked(named: str) -> str:
    address = named if "://" in named else f"http://{named}"
    if address.startswith("socks://"):
        address = address.replace("socks://", "socks5://", 1)
    try:
        url = httpx2.URL(address)
    except httpx2.InvalidURL:
        url = httpx2.URL("")
    if url.scheme not in SCHEMES or not url.host:
        raise AppError(
            "The proxy's address is not understood.",
            "It must look like http://HOST:PORT or socks5://HOST:PORT. Correct it in Settings, "
            "or the variables HTTPS_PROXY and ALL_PROXY.",
        )
    return address
