"""`foretoken bench --window`: the verb's arguments, a window of its own, and its report."""

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from app.bootstrap import application, build
from app.cli import arguments, bench
from app.cli.progress import Progress
from app.cli.window_report import window_report
from app.core.paths import Profile
from app.core.settings import FRESH_SEED, Settings
from app.engine.engine import Engine
from app.engine.host import EngineHost
from app.ui.gui_gc import GuiGarbageCollector
from app.ui.interrupts import Interrupts
from app.ui.window_bench import WindowBench


def run_window_bench(
    args: argparse.Namespace, *, engine_factory: Callable[[], Engine] = EngineHost
) -> int:
    """Run `foretoken bench --window`; return the exit code. Raises AppError, KeyboardInterrupt.

    It runs in a profile of its own: what it opens and sets is not the user's choice.
    """
    prompts = bench.requested_prompts(args)
    spec = arguments.pair_spec(args)
    application()
    collector, interrupts = GuiGarbageCollector(), Interrupts()
    with tempfile.TemporaryDirectory(prefix="foretoken-bench-") as folder:
        parts = build(Profile(Path(folder)), engine_factory)
        try:
            parts.settings.replace(_bench_settings(args))
            run = WindowBench(parts.window, parts.chat, parts.pairs, parts.inference)
            interrupts.asked.connect(run.interrupt)
            progress = Progress(1 + len(prompts) * (2 * args.repeat + 1))
            run.answered.connect(progress.step)
            record = run.run(spec, prompts, args.max_tokens, args.repeat)
        finally:
            parts.window.close()
            parts.close()
            interrupts.stop()
            collector.stop()
    print(json.dumps(record, ensure_ascii=False) if args.json else window_report(record))
    return 0


def _bench_settings(args: argparse.Namespace) -> Settings:
    sampling = arguments.sampling_settings(args)
    return Settings(
        method=args.method.value,
        depth=args.depth or 0,
        lookup=args.lookup,
        confidence=args.confidence,
        verify=args.verify.value,
        show_origins=args.origins,
        temperature=sampling.temperature,
        top_k=sampling.top_k,
        top_p=sampling.top_p,
        min_p=sampling.min_p,
        seed=FRESH_SEED if sampling.seed is None else sampling.seed,
        repeat_penalty=sampling.repeat_penalty,
        frequency_penalty=sampling.frequency_penalty,
        presence_penalty=sampling.presence_penalty,
        penalty_last_n=sampling.penalty_last_n,
        own_sampling=True,
    )
