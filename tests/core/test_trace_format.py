"""The format's page in resources/help says what the program checks."""

import importlib
import json
from pathlib import Path

import pytest

from app.core.trace_format import TRACE
from app.core.trace_writing import written
from tests.traces import made_trace

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_page_is_the_one_written_from_the_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    page = importlib.import_module("trace_page")
    assert page.PAGE.read_text("utf-8") == page.page(), "run packaging/trace_page.py"


def test_a_written_trace_has_the_documented_fields_and_no_others() -> None:
    raw = json.loads(written(made_trace(30)))
    TRACE.check(raw)
    records = {record.name: {field.name for field in record.fields} for record in TRACE.records()}
    assert set(raw) == records["trace"]
    assert set(raw["pair"]) == records["pair"]
    assert set(raw["settings"]["sampling"]) == records["sampling"]
    assert set(raw["ending"]["statistics"]) == records["statistics"]
    for one in raw["rounds"]:
        assert set(one) == records["round"]
        assert all(set(token) == records["draft token"] for token in one["draft"])
        assert all(set(token) == records["emitted token"] for token in one["emitted"])
