"""Arguments that the verbs share, and what they mean."""

import argparse
import math
from dataclasses import replace
from pathlib import Path

from app.core import paths
from app.core.errors import AppError
from app.core.load_options import LoadOptions
from app.core.pairs import Method, PairSpec
from app.core.sampling import SamplingSettings
from app.core.tuning import CacheType
from app.core.verification import Verify


def add_pair_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says which pair to load and how."""
    pair = parser.add_argument_group("pair")
    pair.add_argument("-m", dest="target", type=Path, metavar="TARGET.gguf", help="target model")
    pair.add_argument("-d", dest="drafter", type=Path, metavar="DRAFTER.gguf", help="its drafter")
    pair.add_argument("--ctx", type=int, metavar="N", help="context length in tokens")
    pair.add_argument(
        "--gpu-layers",
        type=_number_or_auto,
        metavar="N|auto",
        help="layers on GPUs, the output counted; auto, the default, is as many as fit",
    )
    pair.add_argument(
        "--devices",
        type=_names,
        default=(),
        metavar="NAME,...",
        help="the GPUs that share the layers, in this order, as `foretoken doctor` names them",
    )
    pair.add_argument(
        "--split",
        type=_shares,
        default=(),
        metavar="X,...",
        help="what share of the layers each of them gets; without it by free memory",
    )
    pair.add_argument(
        "--in-process", action="store_true", help="no process of its own for the engine (debugging)"
    )
    _add_drafting_arguments(parser)
    _add_tuning_arguments(parser)


def _add_drafting_arguments(parser: argparse.ArgumentParser) -> None:
    drafting = parser.add_argument_group("drafting")
    drafting.add_argument(
        "--method",
        type=Method,
        choices=list(Method),
        default=Method.AUTO,
        help="ngram is prompt lookup, which needs no drafter; auto picks by what the files are",
    )
    drafting.add_argument(
        "--depth",
        type=_number_or_auto,
        metavar="N|auto",
        help="draft tokens a round; auto, the default, measures and chooses, 0 included",
    )
    drafting.add_argument(
        "--lookup",
        action="store_true",
        help="draft text that repeats what stands before it by lookup; ask the drafter for the "
        "rest",
    )
    drafting.add_argument(
        "--verify",
        type=Verify,
        choices=list(Verify),
        default=Verify.AUTO,
        help="keep draft tokens by rejection sampling or by match; auto is rejection when sampling",
    )
    drafting.add_argument(
        "--confidence",
        type=float,
        default=0.0,
        metavar="P",
        help="draft no further than a guess less likely than P to the drafter",
    )


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
            f"--{name}", type=switch, metavar="on|off|auto", default=None, help=words
        )
    tuning.add_argument(
        "--cache-type",
        type=CacheType,
        choices=list(CacheType),
        default=CacheType.F16,
        help="of the KV cache; q8_0 halves its size, q4_0 quarters it; either may change the text",
    )
    tuning.add_argument(
        "--cache-type-v",
        type=CacheType,
        choices=list(CacheType),
        help="of its values, where not like the keys; quantized ones need flash attention",
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
    for name, value, low in (
        ("--ctx", args.ctx, 2),
        ("--threads", args.threads, 1),
        ("--gpu-layers", args.gpu_layers, 0),
    ):
        if value is not None and not low <= value <= 2**24:
            raise AppError(f"{name} {value} is out of range.", f"Use {low} or more.")
    spec = load_options(args).spec(target, drafter)
    return replace(spec, tuning=replace(spec.tuning, spin=args.spin, repack=args.repack))


def load_options(args: argparse.Namespace) -> LoadOptions:
    """Return what the load panel would show of the arguments. Raises AppError."""
    if args.split and len(args.split) != len(args.devices):
        raise AppError(
            f"--split has {len(args.split)} shares for {len(args.devices)} devices.",
            "Name the devices with --devices, and give each of them one share.",
        )
    return LoadOptions(
        method=args.method,
        context_length=args.ctx,
        gpu_layers=args.gpu_layers,
        devices=args.devices,
        split=args.split,
        threads=args.threads,
        flash_attention=args.flash_attention,
        cache_type=args.cache_type,
        cache_type_v=args.cache_type_v,
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


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)


def _shares(text: str) -> tuple[float, ...]:
    try:
        shares = tuple(float(share) for share in text.split(","))
    except ValueError:
        shares = ()
    if not all(math.isfinite(share) and share >= 0 for share in shares) or not sum(shares) > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of shares like 3,1")
    return shares


def switch(text: str) -> bool | None:
    """Return what on, off and auto mean."""
    try:
        return {"on": True, "off": False, "auto": None}[text]
    except KeyError:
        raise argparse.ArgumentTypeError(f"{text!r} is not on, off or auto") from None
