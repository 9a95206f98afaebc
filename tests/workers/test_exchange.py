"""The exchange thread: one job at a time, beside the store thread, and it can be given up."""

import pytest

from app.core.errors import AppError
from app.store.chat_store import ChatStore
from app.store.exchange.importing import Imported
from app.workers.exchange import Exchange, ExportJob, ImportJob
from tests.store.exchange.conversations import made


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "c.sqlite3"
    store = ChatStore(path)
    for number in range(30):
        store.save(made(f"c{number}"))
    store.close()
    return path


@pytest.fixture
def exchange(qtbot, database):
    exchange = Exchange(database)
    yield exchange
    exchange.shutdown()


def test_out_and_in_again(qtbot, exchange, database, tmp_path) -> None:
    heard = []
    exchange.progressed.connect(heard.append)
    with qtbot.waitSignal(exchange.ended) as ended:
        assert exchange.ask(ExportJob(tmp_path / "a.json", "json"))
        assert not exchange.ask(ImportJob(tmp_path / "a.json")), "one at a time"
    assert ended.args[1] == 30
    assert heard == sorted(heard)
    assert len(heard) > 10
    with qtbot.waitSignal(exchange.ended) as ended:
        exchange.ask(ImportJob(tmp_path / "a.json"))
    assert ended.args[1] == Imported(0, 30)


def test_what_is_given_up_ends_without_an_answer(qtbot, exchange, tmp_path) -> None:
    with qtbot.waitSignal(exchange.ended) as ended:
        exchange.ask(ExportJob(tmp_path / "a.json", "json"))
        exchange.cancel()
    assert ended.args[1] is None
    assert exchange.running is None
    assert not list(tmp_path.glob("a.json*"))


def test_problems_and_bugs_are_told(qtbot, exchange, tmp_path) -> None:
    with qtbot.waitSignal(exchange.failed) as failed:
        exchange.ask(ImportJob(tmp_path / "none.json"))
    assert failed.args[1] == "none.json is no file."

    class Broken:
        path = tmp_path / "a"

        def run(self, store, watch):
            raise RuntimeError("a bug")

    with qtbot.waitSignals([exchange.crashed, exchange.failed]):
        exchange.ask(Broken())
    assert exchange.running is None


def test_an_app_error_of_a_job_keeps_its_hint(qtbot, exchange, tmp_path) -> None:
    class Refusing:
        path = tmp_path / "a"

        def run(self, store, watch):
            raise AppError("No room.", "Make some.")

    with qtbot.waitSignal(exchange.failed) as failed:
        exchange.ask(Refusing())
    assert failed.args[1:] == ["No room.", "Make some."]
