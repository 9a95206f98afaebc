"""A header as a table, and its viewer."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app.core.header_rows import HeaderRows, MetadataRow, TensorRow
from app.ui.library.installed.metadata_dialog import MetadataDialog
from app.ui.library.installed.metadata_model import MetadataModel

HEADER = HeaderRows(
    3,
    (
        MetadataRow("general.architecture", "string", "llama", "llama"),
        MetadataRow(
            "tokenizer.chat_template", "string", "{% for … (900 characters)", "{% for m %}"
        ),
    ),
    (TensorRow("token_embd.weight", (64, 512), "F32", 131_072),),
    900,
    140_000,
)


def test_qt_finds_no_fault_with_it(qtmodeltester):
    model = MetadataModel()
    model.show_header(HEADER)
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("words", "found"), [("", 3), ("TOKEN", 2), ("llama", 1), ("64 x 512", 1), ("nothing", 0)]
)
def test_the_filter_looks_at_names_and_values(words, found):
    model = MetadataModel()
    model.show_header(HEADER)
    model.set_filter(words)
    assert model.rowCount() == found


def test_a_value_is_shown_and_copied_in_full(qtbot):
    dialog = MetadataDialog(Path("x.gguf"), HEADER)
    qtbot.addWidget(dialog)
    dialog.filter.setText("template")
    dialog.table.choose_row(0)
    assert dialog.value.toPlainText() == "{% for m %}"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "{% for m %}"
