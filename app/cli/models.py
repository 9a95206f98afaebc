"""`foretoken models VERB`: finding, fetching and keeping model files."""

import argparse
from typing import Any

NO_PREFIX = "\0"
"""No argument begins with it, so that options too are left to the verbs' own parser."""


def add_parser(subparsers: Any) -> None:
    """Add the verb. Its own verbs are imported when one is run: HTTP takes a while to import."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "models",
        help="find, fetch, check and remove model files",
        prefix_chars=NO_PREFIX,
        add_help=False,
    )
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run a verb of models and return its exit code. Raises AppError."""
    chosen = build_parser().parse_args(args.words)
    chosen.profile = args.profile
    return int(chosen.run(chosen))


def build_parser() -> argparse.ArgumentParser:
    """Return the command line behind `foretoken models`."""
    from app.cli import (  # noqa: PLC0415 - see add_parser
        models_import,
        models_list,
        models_pair,
        models_pull,
        models_rm,
        models_search,
        models_show,
        models_verify,
    )

    parser = argparse.ArgumentParser(
        prog="foretoken models",
        description="Find, fetch, check and remove model files.",
    )
    verbs = parser.add_subparsers(dest="model_verb", metavar="VERB", required=True)
    for verb in (
        models_search,
        models_show,
        models_pull,
        models_list,
        models_verify,
        models_rm,
        models_import,
        models_pair,
    ):
        verb.add_parser(verbs)
    return parser
