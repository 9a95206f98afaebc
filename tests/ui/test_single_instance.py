"""A second start on a profile raises the first window."""

from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalServer

from app.ui.single_instance import SingleInstance


def test_the_second_start_hands_its_files_over(qtbot, tmp_path):
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.acquire()
    with qtbot.waitSignal(first.raised) as raised:
        assert not second.acquire([Path("/models/a.gguf")])
    assert raised.args == [("/models/a.gguf",)]
    first.release()
    assert second.acquire()
    second.release()


def test_other_profiles_do_not_meet(qtbot, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    first, second = SingleInstance(one), SingleInstance(two)
    assert first.acquire()
    assert second.acquire()
    first.release()
    second.release()


def test_a_socket_left_by_a_dead_window_is_taken_over(qtbot, tmp_path):
    dead = SingleInstance(tmp_path)
    socket = Path(QLocalServer().fullServerName() or "/tmp") / dead._name
    leftover = Path("/tmp") / dead._name if not socket.parent.is_dir() else socket
    leftover.touch()
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.acquire()
    with qtbot.waitSignal(first.raised):
        assert not second.acquire()
    first.release()


def test_a_held_lock_without_an_answer_does_not_lock_the_user_out(qtbot, tmp_path, caplog):
    lock = QLockFile(str(tmp_path / "window.lock"))
    assert lock.tryLock(0)
    single = SingleInstance(tmp_path)
    assert single.acquire()
    assert "nobody answers" in caplog.text
    single.release()
    lock.unlock()
