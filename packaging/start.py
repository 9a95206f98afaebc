"""Opens the window, or runs the tests, on a machine that may have only git and Python.

    python3 packaging/start.py [ARGUMENT …]        uv run foretoken [ARGUMENT …]
    python3 packaging/start.py test [ARGUMENT …]   uv run pytest [ARGUMENT …]

What is missing is named and installed first: see bare_machine.py. Standard library only.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - here an older Python is told, not crashed
    sys.exit("Foretoken needs Python 3.11 or newer: run this with python3.11 or a later one.")

from bare_machine import prepare
from private_uv import ROOT, SetUpError


def command(uv: str, arguments: list[str]) -> list[str]:
    """Return what to hand over to: the command that a developer with uv types."""
    match arguments:
        case ["test", *rest]:
            return [uv, "run", "--directory", str(ROOT), "pytest", *rest]
        case _:
            return [uv, "run", "--project", str(ROOT), "foretoken", *arguments]


def main() -> None:
    """Make the machine ready, then become the program."""
    try:
        uv, environment = prepare()
    except SetUpError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
    arguments = command(uv, sys.argv[1:])
    sys.stdout.flush()
    os.execvpe(arguments[0], arguments, {**os.environ, **environment})


if __name__ == "__main__":
    main()
