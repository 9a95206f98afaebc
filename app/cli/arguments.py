"""Arguments that the verbs share, and what they mean."""

import argparse
from pathlib import Path

from app.core import paths
from app.core.errors import AppError
from app.core.pairs import Method, PairSpec
from app.core.sampling import SamplingSettings
from app.core.tuning import CacheType, Tuning
from app.core.verification import Verify


def add_pair_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says which pair to load and how."""
    pair = parser.add_argument_group("pair")
    pair.add_argument("-m", dest="target", type=Path, metavar="TARGET.gguf", help="target model")
    pair.add_argument("-d", dest="drafter", type=Path, metavar="DRAFTER.gguf", help="its drafter")
    pair.add_argument(
        "--method",
        type=Method,
        choices=list(Method),
        default=Method.AUTO,
        help="ngram is prompt lookup, which needs no drafter; auto picks by what the files are",
    )
    pair.add_argument(
        "--depth",
        type=_number_or_auto,
        metavar="N|auto",
        help="draft tokens a round; auto, the default, measures and chooses, 0 included",
    )
    pair.add_argument(
        "--lookup",
        action="store_true",
        help="draft text that repeats what stands before it by lookup; ask the drafter for the "
        "rest",
    )
    pair.add_argument(
        "--verify",
        type=Verify,
        choices=list(Verify),
        default=Verify.AUTO,
        help="keep draft tokens by rejection sampling or by match; auto is rejection when sampling",
    )
    pair.add_argument(
        "--confidence",
        type=float,
        default=0.0,
        metavar="P",
        help="draft no further than a guess less likely than P to the drafter",
    )
    pair.add_argument("--ctx", type=int, metavar="N", help="context length in tokens")
    pair.add_argument("--gpu-layers", type=_number_or_auto, metavar="N|auto")
    pair.add_argument(
        "--in-process", action="store_true", help="no process of its own for the engine (debugging)"
    )
    _add_tuning_arguments(parser)


def _add_tuning_arguments(parser: argparse.ArgumentParser) -> None:
    tuning = parser.add_argument_group("computing")
    tuning.add_argument("--threads", type=int, metavar="N")
    tuning.add_argument(
        "--spin",
        type=_number_or_auto,
        metavar="N|auto",
        help="how often a waiting thread looks before it sleeps (GOMP_SPINCOUNT)",
    )
    for name, words in (
        ("repack", "lay the weights out anew for this processor"),
        ("flash-attention", "compute attention in one pass"),
    ):
        tuning.add_argument(
            f"--{name}", type=_switch, metavar="on|off|auto", default=None, help=words
        )
    tuning.add_argument(
        "--cache-type",
        type=CacheType,
        choices=list(CacheType),
        default=CacheType.F16,
        help="of the KV cache; q8_0 halves its size and may change the text",
    )


def add_sampling_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says how tokens are chosen; greedy unless asked."""
    defaults = SamplingSettings()
    sampling = parser.add_argument_group("sampling")
    sampling.add_argument("--temperature", type=float, default=defaults.temperature, metavar="T")
    sampling.add_argument("--top-k", type=int, default=defaults.top_k, metavar="K")
    sampling.add_argument("--top-p", type=float, default=defaults.top_p, metavar="P")
    sampling.add_argument("--min-p", type=float, default=defaults.min_p, metavar="P")
    sampling.add_argument("--seed", type=int, metavar="S")
    for name, default in (
        ("repeat-penalty", defaults.repeat_penalty),
        ("frequency-penalty", defaults.frequency_penalty),
        ("presence-penalty", defaults.presence_penalty),
    ):
        sampling.add_argument(f"--{name}", type=float, default=default, metavar="X")
    sampling.add_argument(
        "--penalty-last-n", type=int, default=defaults.penalty_last_n, metavar="N"
    )
    sampling.add_argument(
        "--end-bias",
        type=float,
        default=defaults.end_bias,
        metavar="X",
        help="added to the logits of end-of-turn tokens; --end-bias=-inf never ends a turn",
    )


def pair_spec(args: argparse.Namespace) -> PairSpec:
    """Return the pair the arguments ask for: the embedded one without -m. Raises AppError."""
    target, drafter = args.target, args.drafter
    if args.lookup and args.method is Method.OFF:
        raise AppError("--method off drafts nothing.", "Leave --lookup out, or use --method ngram.")
    if target is None:
        if drafter is not None:
            raise AppError("A drafter needs its target.", "Name the target with -m.")
        target, drafter = paths.embedded_target(), paths.embedded_drafter()
    for name, value, low in (("--ctx", args.ctx, 2), ("--threads", args.threads, 1)):
        if value is not None and not low <= value <= 2**24:
            raise AppError(f"{name} {value} is out of range.", f"Use {low} or more.")
    return PairSpec(
        target=target,
        drafter=drafter,
        method=args.method,
        context_length=args.ctx,
        gpu_layers=args.gpu_layers,
        threads=args.threads,
        tuning=Tuning(
            spin=args.spin,
            repack=args.repack,
            flash_attention=args.flash_attention,
            cache_type=args.cache_type,
        ),
    )


def sampling_settings(args: argparse.Namespace) -> SamplingSettings:
    """Return the sampling the arguments ask for. Raises AppError when out of range."""
    return SamplingSettings(
        temperature=args.temperature,
        top_k=args.top_k,
        top_p=args.top_p,
        min_p=args.min_p,
        seed=args.seed,
        repeat_penalty=args.repeat_penalty,
        frequency_penalty=args.frequency_penalty,
        presence_penalty=args.presence_penalty,
        penalty_last_n=args.penalty_last_n,
        end_bias=args.end_bias,
    )


def _number_or_auto(text: str) -> int | None:
    if text == "auto":
        return None
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number nor auto") from None


def _switch(text: str) -> bool | None:
    try:
        return {"on": True, "off": False, "auto": None}[text]
    except KeyError:
        raise argparse.ArgumentTypeError(f"{text!r} is not on, off or auto") from None
