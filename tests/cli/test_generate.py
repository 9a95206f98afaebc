"""The JSON object that scripts rely on."""

import json

from app.cli.generate import answer_record
from app.core.events import GenerationFinished
from app.core.pairs import Method
from app.core.speculation import Source
from app.core.stats import Share, Statistics


def test_the_record_says_why_and_who_drafted() -> None:
    counted = Statistics(draft_tokens=7, sources=(Share(Source.LOOKUP, 2, 7, 5),))
    why = "There is no drafter."
    finished = GenerationFinished("t", "x", (1,), "stop", Method.NGRAM, 8, counted, reason=why)
    record = json.loads(json.dumps(answer_record(finished)))
    assert (record["method"], record["reason"]) == ("ngram", why)
    assert record["sources"] == [
        {"source": "lookup", "rounds": 2, "draft_tokens": 7, "accepted_tokens": 5}
    ]
