"""The losslessness evidence, method by method: `python -m tests.losslessness_trial --method mtp`.

Sampled: three tokens a turn on a tiny vocabulary, plain and by both rules, each against the exact
distribution and against plain, by chi-square at ALPHA; rules made wrong on purpose must fail.
Greedy: token for token against plain, at depths 3 and 8. Nothing may differ but what plain decided
by less than batches of tokens were measured to move logits; on Q8_0 they do not, so nothing at all.
Acceptance: of a drafter that agrees; fed wrong hidden states it must fall, which no text shows.
Seeds and limits are fixed in the files (losslessness.py, sampled_evidence.py, greedy_evidence.py).
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.gguf_quantize import write_q4_k_m
from tests.greedy_evidence import Equality, compare, plain_texts
from tests.losslessness import ALPHA, Case, Files, loaded
from tests.losslessness_cases import AGREEING, CASES, DISAGREEING
from tests.sampled_evidence import Verdict, verdicts
from tests.wrong_rules import WRONG_RULES

QUANTS = ("f32", "q8_0", "q4_0", "q4_k_m")
ACCEPTANCE_PROMPTS = 8


class Line(NamedTuple):
    """A line of the report, and whether it says what it should."""

    text: str
    holds: bool


def sampled(case: Case, folder: Path, draws: int) -> Iterator[Line]:
    """Check both rules, and that wrong ones are found."""
    files = case.write(folder, DISAGREEING, **case.tiny)
    wrong = {rule.__name__ for rule in WRONG_RULES}
    with loaded(case, files) as pair:
        for verdict in verdicts(case, pair, draws, WRONG_RULES):
            yield Line(_sampled_text(verdict), verdict.lossless != (verdict.name in wrong))


def _sampled_text(verdict: Verdict) -> str:
    kept = "" if verdict.acceptance is None else f", acceptance {verdict.acceptance:.3f}"
    return (
        f"sampled {verdict.name}: {verdict.draws} draws, {verdict.cells} cells{kept}, p "
        f"{verdict.p_exact:.3g} against exact, {verdict.p_plain:.3g} against plain, alpha {ALPHA}"
    )


def greedy(case: Case, folder: Path, prompts: int, tokens: int) -> Iterator[Line]:
    """Check texts on every quant at every depth."""
    for quant in QUANTS:
        with loaded(case, _write(case, folder, quant)) as pair:
            texts = plain_texts(pair, prompts, tokens)
            for depth in case.depths:
                found = compare(case, pair, texts, depth)
                holds = found.lossless and not (quant == "q8_0" and found.differences)
                yield Line(_greedy_text(quant, found), holds)


def _write(case: Case, folder: Path, quant: str) -> Files:
    if quant != "q4_k_m":
        return case.write(folder, DISAGREEING, quant=quant)
    target, drafter = case.write(folder, DISAGREEING)
    return write_q4_k_m(target), drafter


def _greedy_text(quant: str, found: Equality) -> str:
    lines = [
        f"greedy {quant} depth {found.depth}: {found.prompts} prompts, {found.tokens} tokens, "
        f"acceptance {found.acceptance:.3f}, noise of {found.depth + 1} rows {found.noise:.3g}, "
        f"{len(found.differences)} differences"
    ]
    lines += [
        f"    prompt {one.prompt} token {one.token}: {one.plain} against {one.speculative}, "
        f"margin {one.margin:.3g}"
        for one in found.differences
    ]
    return "\n".join(lines)


def acceptance(case: Case, folder: Path) -> Iterator[Line]:
    """Check that a drafter fed rightly agrees, and that one fed wrongly does not."""
    files = case.write(folder, AGREEING)
    for name, spoil in {"right": None, **case.wrong}.items():
        with loaded(case, files) as pair:
            if spoil is not None:
                spoil(pair)
            found = compare(case, pair, plain_texts(pair, ACCEPTANCE_PROMPTS, 128), 3)
        enough = found.acceptance >= case.least_acceptance
        yield Line(
            f"acceptance with {name} input: {found.acceptance:.3f}, at least "
            f"{case.least_acceptance} if right; {len(found.differences)} differences in the texts",
            enough == (spoil is None) and found.lossless,
        )


def main() -> int:
    """Run the trial; return 1 if anything is not as it should be."""
    parser = argparse.ArgumentParser(description="Run the losslessness evidence.")
    parser.add_argument("--method", choices=[*CASES, "all"], default="all")
    parser.add_argument("--part", choices=["sampled", "greedy", "acceptance", "all"], default="all")
    parser.add_argument("--draws", type=int, default=20_000)
    parser.add_argument("--prompts", type=int, default=50)
    parser.add_argument("--tokens", type=int, default=256)
    args = parser.parse_args()
    failures = 0
    for name, case in CASES.items():
        if args.method not in (name, "all"):
            continue
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            parts = {
                "sampled": sampled(case, folder, args.draws),
                "greedy": greedy(case, folder, args.prompts, args.tokens),
                "acceptance": acceptance(case, folder),
            }
            for part, lines in parts.items():
                if args.part not in (part, "all"):
                    continue
                started = time.perf_counter()
                for line in lines:
                    seconds = time.perf_counter() - started
                    verdict = "as it should be" if line.holds else "WRONG"
                    print(f"{name}: {line.text}: {verdict} ({seconds:.0f} s)", flush=True)
                    failures += not line.holds
                    started = time.perf_counter()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
