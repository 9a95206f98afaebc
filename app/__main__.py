"""`foretoken` and `python -m app`: the window without a verb, else a headless verb."""

import argparse
import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app import __version__
from app.cli import bench, chats, doctor, generate, inspect, models, race, trace
from app.core.errors import AppError
from app.core.paths import Profile


def build_parser() -> argparse.ArgumentParser:
    """Return the whole command line."""
    parser = argparse.ArgumentParser(
        prog="foretoken",
        description="Chat with local models by speculative decoding. Without a verb, a window.",
    )
    parser.add_argument("--version", action="version", version=f"foretoken {__version__}")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep settings and logs in DIR")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for verb in (generate, bench, race, trace, inspect, models, chats, doctor):
        verb.add_parser(verbs)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 2 for what the user can put right."""
    multiprocessing.freeze_support()
    args = build_parser().parse_args(argv)
    try:
        if args.verb is None or getattr(args, "window", False):
            return _run_in_window(args)
        code = int(args.run(args))
        return _paint(args) if args.verb == "trace" and trace.wants_pictures(args) else code
    except AppError as problem:
        print(f"foretoken: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output left; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run_in_window(args: argparse.Namespace) -> int:
    from app import bootstrap  # noqa: PLC0415 - Qt is slow to import and headless verbs need none

    profile = Profile(args.profile)
    if args.verb == "bench":
        from app import bench_window  # noqa: PLC0415 - as above

        return bench_window.run_window_bench(args)
    return bootstrap.run_window(profile)


def _paint(args: argparse.Namespace) -> int:
    from app.ui.trace.headless import write_pictures  # noqa: PLC0415 - as above

    return write_pictures(args)


if __name__ == "__main__":
    sys.exit(main())
