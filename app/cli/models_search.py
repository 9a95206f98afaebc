"""`foretoken models search`: GGUF repositories on the hub."""

import argparse
import dataclasses
import json
import re
from typing import Any

from app.cli.hub_access import hub_of, note
from app.cli.tables import printable, size_text, table
from app.core.repositories import DrafterPlace, Gate, RepoSummary, SearchPage, SearchQuery, Sort
from app.hub.search import Search

DRAFTERS = {
    DrafterPlace.NONE: "",
    DrafterPlace.FOLDER: "in MTP/",
    DrafterPlace.BESIDE: "beside",
    DrafterPlace.INSIDE: "inside",
    DrafterPlace.ITSELF: "is one",
}
UNITS = {"": 1, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12}


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "search",
        help="find GGUF repositories on the hub",
        description="Find GGUF repositories on the hub. Sizes of the smallest quant are estimated "
        "from the number of parameters; a drafter is told by file names.",
    )
    parser.add_argument("text", nargs="*", metavar="WORD", help="in the repository's name")
    parser.add_argument("--sort", type=Sort, choices=list(Sort), default=Sort.DOWNLOADS)
    parser.add_argument("--licence", default="", metavar="NAME", help="such as apache-2.0")
    parser.add_argument("--language", default="", metavar="CODE", help="such as en")
    parser.add_argument("--with-drafter", action="store_true", help="only with a drafter")
    parser.add_argument(
        "--fits", type=_bytes, metavar="SIZE", help="smallest quant at most so large, such as 8GB"
    )
    parser.add_argument("--limit", type=_count, default=20, metavar="N", help="results a page")
    parser.add_argument("--page", type=_count, default=1, metavar="N", help="1 is the first")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search and print; 1 when nothing was found. Raises AppError."""
    query = SearchQuery(
        text=" ".join(args.text),
        sort=args.sort,
        licence=args.licence,
        language=args.language,
        with_drafter=args.with_drafter,
        fits=args.fits,
        limit=args.limit,
    )
    with hub_of(args) as hub:
        search = Search(hub.client, query)
        page = search.next_page()
        while page.number < args.page - 1 and page.more:
            page = search.next_page()
    if page.number < args.page - 1:
        page = dataclasses.replace(page, results=())
    if args.json:
        print(json.dumps(_record(page), ensure_ascii=False, indent=1))
    else:
        _print_page(page, args.page)
    return 0 if page.results else 1


def _record(page: SearchPage) -> dict[str, Any]:
    rows = [
        {key: value for key, value in dataclasses.asdict(row).items() if key != "smallest"}
        | {"smallest_bytes_estimated": row.smallest or None}
        for row in page.results
    ]
    return {"results": rows, "page": page.number + 1, "more": page.more}


def _print_page(page: SearchPage, number: int) -> None:
    if page.results:
        heads = ("repository", "downloads", "likes", "updated", "licence", "smallest", "drafter")
        print(table(heads, [_row(row) for row in page.results], " rr  r"))
    else:
        note(f"Nothing was found among {page.looked_at} repositories.")
    if page.more:
        note(f"There are more: --page {number + 1}")


def _row(row: RepoSummary) -> tuple[str, ...]:
    licence = row.licence + ("" if row.gate is Gate.OPEN else " (gated)")
    smallest = f"~{size_text(row.smallest)}" if row.smallest else "?"
    words = (row.repo_id, f"{row.downloads:,}", f"{row.likes:,}", row.updated[:10], licence)
    return (*map(printable, words), smallest, DRAFTERS[row.drafter])


def _bytes(text: str) -> int:
    found = re.fullmatch(r"([0-9]*\.?[0-9]+)\s*([kmgt]?)(i?)b?", text.strip().lower())
    if found is None or (found[3] and not found[2]):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 8GB")
    unit = UNITS[found[2]]
    power = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}[found[2]]
    return round(float(found[1]) * (1024**power if found[3] else unit))


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)
