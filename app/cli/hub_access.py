"""The hub for the length of a verb, and notes beside its answer."""

import argparse
import sys
from collections.abc import Generator
from contextlib import contextmanager

from app.core import settings
from app.core.paths import Profile
from app.hub.hub import Hub, open_hub


@contextmanager
def hub_of(args: argparse.Namespace) -> Generator[Hub]:
    """Give the hub as the profile's settings and the environment say. Raises AppError."""
    hub = open_hub(settings.load(Profile(args.profile).settings_file))
    try:
        yield hub
    finally:
        hub.client.close()


def note(text: str) -> None:
    """Say something beside the answer."""
    print(text, file=sys.stderr)
