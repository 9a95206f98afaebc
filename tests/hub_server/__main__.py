"""`python -m tests.hub_server`: the test hub in a process of its own, with one generated model.

Prints one line of JSON with its address, and serves until its standard input ends.
"""

import argparse
import json
import sys

from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer


def main() -> None:
    """Serve `--repository` with a target and, if it has a size, a drafter."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--repository", default="maker/chat-GGUF")
    parser.add_argument("--target-bytes", type=int, default=1 << 30)
    parser.add_argument("--drafter-bytes", type=int, default=0)
    args = parser.parse_args()
    files = [ServedFile("chat-Q4_K_M.gguf", length=args.target_bytes, seed=1)]
    if args.drafter_bytes:
        files.append(ServedFile("MTP/chat-MTP-Q8_0.gguf", length=args.drafter_bytes, seed=2))
    with HubServer(Repository(args.repository, tuple(files))) as server:
        print(json.dumps({"url": server.url}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
