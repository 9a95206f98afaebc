"""The trace file: a JSON object whose every field is named, bounded and explained here.

packaging/trace_page.py writes resources/help/trace-format.md from it.
"""

from app.core.depth_changes import Why
from app.core.json_shape import Field, Flag, List, Number, Or, Record, Text, Whole, Word
from app.core.pairs import Method
from app.core.speculation import Origin, Source
from app.core.trace import MAX_ROUNDS
from app.core.tuning import CACHE_WORDS
from app.core.verification import Verify

FORMAT = "foretoken-trace"
VERSION = 1
"""Raised when a field changes its meaning or goes; files of another version are refused."""

MAX_BYTES = 32 * 2**20
MAX_TEXT = 2_000_000
"""Characters of all rounds together, rejected draft tokens too."""

MAX_LINES = 100_000
"""Line ends of an answer: laying out more would hold the window for seconds."""

_NAME, _LINE, _LONG = Text(1000), Text(10_000), Text(4_000_000)
_TOKEN = Whole(0, 2**31 - 1)
_SECONDS = Number(0.0)
_SHARE = Or(Number(0.0, 1.0))
_DRAFT = 1024
"""Draft tokens of a round, at most."""

_VERSION = Record(
    "version",
    (Field("name", _NAME, "of a program"), Field("version", _NAME, "of it, as it calls itself")),
)

_MACHINE = Record(
    "machine",
    (
        Field("processor", _NAME, "its model, as the system names it"),
        Field("cores", Whole(), "logical ones that could be used"),
        Field("memory_bytes", Whole(), "of RAM; 0 where the system did not say"),
        Field("system", _NAME, "name and release"),
        Field("versions", List(_VERSION, 100), "of Foretoken, llama-cpp-python and others"),
        Field("load", Or(_SECONDS), "processes that wanted to compute, of the minute before"),
    ),
)

_COMPUTING = Record(
    "computing",
    (
        Field("threads", Or(Whole()), "that compute; null is llama.cpp's choice, here and below"),
        Field("spin", Or(Whole()), "looks of a waiting thread before it sleeps"),
        Field("repack", Or(Flag()), "whether weights are laid out anew for the processor"),
        Field("flash_attention", Or(Flag()), "whether attention is computed in one pass"),
        Field(
            "cache_type",
            Word(CACHE_WORDS),
            "what the KV cache is kept in; keys and values apart where they differ",
        ),
    ),
)

_MEMORY = Record(
    "memory",
    (
        Field("part", _NAME, "what it is for"),
        Field("bytes", Whole(), "as llama.cpp reported it while loading"),
    ),
)

_PAIR = Record(
    "pair",
    (
        Field("target", _NAME, "the target's name"),
        Field("target_file", _NAME, "the target's file name, without its folder"),
        Field("target_parameters", Whole(), "how many weights the target has"),
        Field("drafter", _NAME, "the drafter's name; empty without one"),
        Field("drafter_file", Or(_NAME), "the drafter's file name; null without a file of its own"),
        Field("drafter_parameters", Whole(), "how many weights the drafter has"),
        Field("method", Word(tuple(Method)), "in force for the pair"),
        Field("reason", _LINE, "why that method, one sentence"),
        Field("context_length", Whole(), "tokens of context allocated"),
        Field("device", _NAME, "where the target was computed"),
        Field("load_seconds", _SECONDS, "loading took"),
        Field("memory", List(_MEMORY, 100), "by part"),
        Field("computing", _COMPUTING, "how llama.cpp was set"),
    ),
)

_SAMPLING = Record(
    "sampling",
    (
        Field("temperature", Number(0.0, 100.0), "0 takes the likeliest token"),
        Field("top_k", Whole(0, 2**31 - 1), "keep the k likeliest; 0 keeps all"),
        Field("top_p", Number(0.0, 1.0), "keep the likeliest that together reach p"),
        Field("min_p", Number(0.0, 1.0), "drop tokens below this fraction of the likeliest"),
        Field("seed", Or(Whole(0, 2**32 - 1)), "null was drawn afresh"),
        Field("repeat_penalty", Number(0.01, 100.0), "1 is off"),
        Field("frequency_penalty", Number(-100.0, 100.0), "0 is off"),
        Field("presence_penalty", Number(-100.0, 100.0), "0 is off"),
        Field("penalty_last_n", Whole(0, 2**20), "how many tokens are recent"),
        Field("end_bias", Or(Number(-1e300, 1000.0), "-inf"), "added to logits that end the turn"),
    ),
)

_SETTINGS = Record(
    "settings",
    (
        Field("method", Word(tuple(Method)), "as asked for"),
        Field("depth", Or(Whole(0, 10_000), "auto"), "draft tokens a round"),
        Field("lookup", Flag(), "whether text that repeats was looked up first"),
        Field("verify", Word(tuple(Verify)), "the rule by which draft tokens were kept"),
        Field("confidence", Number(0.0, 1.0), "drafting stopped at a guess less likely than this"),
        Field("max_tokens", Or(Whole()), "budget; null is as much as the context holds"),
        Field("stop", List(_LINE, 100), "the answer ends before the first of these"),
        Field("probabilities", Flag(), "whether rounds tell how likely their tokens were"),
        Field("sampling", _SAMPLING, "how tokens were chosen"),
    ),
)

_MESSAGE = Record(
    "message",
    (
        Field("role", Word(("system", "user", "assistant")), "whose words"),
        Field("content", _LONG, "before any chat template"),
    ),
)

_READING = Record(
    "reading",
    (
        Field("tokens", Whole(), "of the prompt"),
        Field("cached_tokens", Whole(), "of them in the cache already"),
        Field("seconds", _SECONDS, "reading took"),
        Field("method", Word(tuple(Method)), "of this answer"),
        Field("depth", Whole(0, 10_000), "that it began with"),
    ),
)

_PROMPT = Record(
    "prompt",
    (
        Field("messages", List(_MESSAGE, 10_000), "the conversation up to the answer"),
        Field("raw", Or(_LONG), "the text that was continued without a chat template, else null"),
        Field("reading", Or(_READING), "null if the answer ended before that"),
    ),
)

_DRAFT_TOKEN = Record(
    "draft token",
    (
        Field("id", Or(_TOKEN), "null where it is unknown (rejected, without probabilities)"),
        Field("text", Or(_LINE), "of this token alone; null where it is unknown"),
        Field("draft_prob", _SHARE, "how likely it was to the drafter; null if nobody guessed it"),
        Field("target_prob", _SHARE, "to the target; null behind a rejected token"),
    ),
)

_EMITTED_TOKEN = Record(
    "emitted token",
    (
        Field("id", _TOKEN, "in the target's vocabulary"),
        Field("text", _LINE, "what became readable with it; empty inside a character"),
        Field("origin", Word(tuple(Origin)), "accepted ones first, then at most one of another"),
        Field("target_prob", _SHARE, "how likely it was to the target; null if not told"),
    ),
)

_CHANGE = Record(
    "change",
    (
        Field("round_index", Whole(), "rounds the controller had seen"),
        Field("before", Whole(0, 10_000), "depth until then"),
        Field("after", Whole(0, 10_000), "depth from then on"),
        Field("why", Word(tuple(Why)), "what it rests on"),
        Field("speedup", _SECONDS, "against plain decoding, where that was the reason; else 0"),
        Field("rounds", Whole(), "behind that figure"),
    ),
)

_ROUND = Record(
    "round",
    (
        Field("index", Whole(), "0, 1, 2 ... without gaps"),
        Field("source", Word(tuple(Source)), "who was asked for the draft"),
        Field("draft", List(_DRAFT_TOKEN, _DRAFT), "as submitted to the target, in order"),
        Field("accepted", Whole(0, _DRAFT), "how many of them were kept, a prefix"),
        Field("emitted", List(_EMITTED_TOKEN, _DRAFT + 1), "what the round adds to the answer"),
        Field("emitted_tokens", Whole(1, _DRAFT + 1), "the same counted, an end-of-turn token too"),
        Field("draft_seconds", _SECONDS, "spent guessing"),
        Field("verify_seconds", _SECONDS, "spent in the target with choosing"),
        Field("elapsed_seconds", _SECONDS, "from the first round's start to this one's end"),
        Field("context_used", Whole(), "tokens in the target's cache then"),
        Field("depth_change", Or(_CHANGE), "what the depth controller changed after it"),
    ),
)

_SHARE_OF_SOURCE = Record(
    "source",
    (
        Field("source", Word(tuple(Source)), "who drafted"),
        Field("rounds", Whole(), "drafted by it"),
        Field("draft_tokens", Whole(), "submitted"),
        Field("accepted_tokens", Whole(), "kept"),
    ),
)

STATISTICS = Record(
    "statistics",
    (
        Field("prompt_tokens", Whole(), "of the prompt"),
        Field("cached_tokens", Whole(), "of them in the cache already"),
        Field("completion_tokens", Whole(), "of the answer, without an end-of-turn token"),
        Field("emitted_tokens", Whole(), "of all rounds, an end-of-turn token counted"),
        Field("rounds", Whole(), "one draft and one target pass each"),
        Field("draft_tokens", Whole(), "submitted to the target"),
        Field("accepted_tokens", Whole(), "kept"),
        Field(
            "per_position",
            List(List(Whole(), 2), _DRAFT),
            "[submitted, accepted] at each position of the draft",
        ),
        Field("sources", List(_SHARE_OF_SOURCE, 2), "by who drafted"),
        Field("prompt_seconds", _SECONDS, "reading the prompt"),
        Field("decode_seconds", _SECONDS, "all rounds, without reading the prompt"),
        Field("draft_seconds", _SECONDS, "the part spent guessing"),
        Field("verify_seconds", _SECONDS, "the part spent in the target with choosing"),
        Field("evaluation_seconds", _SECONDS, "the part inside llama.cpp's evaluations"),
    ),
)

_CONTROL = Record(
    "depth_control",
    (
        Field("reason", _LINE, "the depth it came to and why, one sentence"),
        Field("depth", Whole(0, 10_000), "that depth"),
        Field("speedup", Or(_SECONDS), "expected of it against plain; null before both are known"),
        Field("changes", List(_CHANGE, MAX_ROUNDS), "of depth, in order"),
    ),
)

_ENDING = Record(
    "ending",
    (
        Field(
            "finish_reason",
            Word(("stop", "stop_string", "length", "context", "cancelled")),
            "why the answer ends there",
        ),
        Field("method", Word(tuple(Method)), "by which it was decoded"),
        Field("depth", Whole(0, 10_000), "draft tokens a round, or how many there can be"),
        Field("reason", _LINE, "why that method, one sentence"),
        Field("statistics", STATISTICS, "what it cost and how its draft tokens fared"),
        Field("depth_control", Or(_CONTROL), "null where the depth was fixed"),
    ),
)

TRACE = Record(
    "trace",
    (
        Field("format", Word((FORMAT,)), "says what the file is"),
        Field("version", Whole(VERSION, VERSION), "of this format"),
        Field("id", _NAME, "of the answer"),
        Field("started", _NAME, "when, ISO 8601 with its offset"),
        Field("machine", Or(_MACHINE), "on which it was made; null where that was not told"),
        Field("pair", _PAIR, "what answered"),
        Field("settings", _SETTINGS, "how it was asked to"),
        Field("prompt", _PROMPT, "what it answered"),
        Field("rounds", List(_ROUND, MAX_ROUNDS), "in order"),
        Field("cut", Flag(), "whether the answer had more rounds than these"),
        Field("answer", Text(MAX_TEXT), "as far as it came"),
        Field("ending", Or(_ENDING), "null if it failed"),
    ),
)
