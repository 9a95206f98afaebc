"""One line a round, whatever the tokens hold."""

import csv
import io
import json

import pytest

from app.core.speculation import Origin
from app.core.trace_csv import COLUMNS, csv_text
from tests.traces import made_trace


def test_the_table_adds_up() -> None:
    trace = made_trace(50)
    text = csv_text(trace)
    lines = text.split("\r\n")
    assert len(lines) == 1 + 50 + 1
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert trace.finished is not None
    counted = trace.finished.statistics
    assert sum(int(row["draft_tokens"]) for row in rows) == counted.draft_tokens
    assert sum(int(row["accepted"]) for row in rows) == counted.accepted_tokens
    assert "".join(json.loads(row["text"]) for row in rows) == trace.text
    for row, one in zip(rows, trace.rounds, strict=True):
        own = sum(int(row[name]) for name in ("recovered", "bonus", "plain"))
        assert own == sum(piece.origin is not Origin.ACCEPTED for piece in one.pieces)
        parts = sum(float(row[f"{name}_ms"]) for name in ("draft", "verify"))
        assert parts <= 1000 * (one.draft_seconds + one.verify_seconds) + 0.001
    seconds = [float(row["elapsed_ms"]) / 1000 for row in rows]
    assert seconds[-1] == pytest.approx(trace.rounds[-1].elapsed_seconds)


def test_no_cell_starts_a_formula() -> None:
    for row in csv.reader(io.StringIO(csv_text(made_trace(30)), newline="")):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)
