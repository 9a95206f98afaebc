"""How the hub would be reached, for the doctor; nothing is asked of the network."""

from dataclasses import dataclass

from app.core import settings
from app.core.errors import AppError
from app.core.paths import Profile
from app.core.repositories import TokenPlace


@dataclass(frozen=True, slots=True)
class HubReport:
    """The way to the hub.

    Attributes:
        proxy: host and port, "" straight there. ca: a file of certificates trusted besides.
        token: where it comes from. keyring_problem: why a token would live for a run only.
        problem: what is wrong with the settings or the environment, "" nothing.
    """

    endpoint: str = ""
    offline: bool = False
    proxy: str = ""
    ca: str = ""
    token: TokenPlace = TokenPlace.NONE
    keyring_problem: str = ""
    problem: str = ""


def check(profile: Profile) -> HubReport:
    """Return how the hub would be reached."""
    from app.hub.hub import open_hub  # noqa: PLC0415 - HTTP takes a while to import

    try:
        hub = open_hub(settings.load(profile.settings_file))
        proxy = hub.client.check_way()
    except AppError as problem:
        return HubReport(problem=str(problem))
    way, state = hub.client.connection, hub.tokens.state()
    return HubReport(
        endpoint=way.endpoint,
        offline=way.offline,
        proxy=proxy,
        ca=way.ca,
        token=state.place,
        keyring_problem=state.keyring_problem,
    )


def line(report: HubReport) -> str:
    """Return it in words."""
    if report.problem:
        return "cannot be reached as set"
    words = [
        f"{report.endpoint}{', offline' if report.offline else ''}",
        f"through {report.proxy}" if report.proxy else "",
        f"certificates also of {report.ca}" if report.ca else "",
        f"token: {report.token}",
        "keyring" if not report.keyring_problem else "no keyring: tokens live for a run",
    ]
    return ", ".join(word for word in words if word)
