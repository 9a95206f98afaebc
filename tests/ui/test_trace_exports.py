"""Files of a trace: complete or not there; long work leaves the window quick and can be ended."""

import csv
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.core.errors import AppError
from app.core.trace_playback import Pace
from app.ui.theme import LIGHT
from app.ui.trace.exports import export_csv, export_gif, export_pngs
from app.ui.trace.film import Film
from app.ui.trace.stepped_job import SteppedJob
from tests.traces import made_trace

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def film() -> Film:
    return Film(made_trace(6), Pace(round_seconds=1.0), LIGHT)


def test_every_picture_is_a_png(tmp_path: Path, film: Film) -> None:
    *_, last = export_pngs(film, tmp_path / "new")
    assert last == 1.0
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == [f"frame-{n + 1:04}.png" for n in range(len(film.frames))]
    first = QImage(str(tmp_path / "new" / names[-1]))
    assert first.convertToFormat(QImage.Format.Format_RGB32) == film.picture(film.frames[-1].stand)


def test_pictures_given_up_leave_nothing(tmp_path: Path, film: Film) -> None:
    steps = export_pngs(film, tmp_path)
    next(steps)
    next(steps)
    assert len(list(tmp_path.iterdir())) == 2
    steps.close()
    assert not list(tmp_path.iterdir())


def test_a_gif_given_up_leaves_the_old_one(tmp_path: Path, film: Film) -> None:
    (tmp_path / "a.gif").write_text("old")
    steps = export_gif(film, tmp_path / "a.gif")
    next(steps)
    steps.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.gif"]
    assert (tmp_path / "a.gif").read_text() == "old"


def test_places_that_cannot_be_written_are_told(tmp_path: Path, film: Film) -> None:
    (tmp_path / "file").write_text("x")
    for steps in (
        export_gif(film, tmp_path),
        export_gif(film, tmp_path / "none" / "a.gif"),
        export_pngs(film, tmp_path / "file"),
        export_pngs(film, tmp_path / "none" / "folder"),
        export_csv(made_trace(1), tmp_path),
    ):
        with pytest.raises(AppError):
            list(steps)


def test_a_table_is_written(tmp_path: Path) -> None:
    list(export_csv(made_trace(7), tmp_path / "a.csv"))
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 8


def test_a_job_tells_progress_and_its_end(qtbot) -> None:
    def steps():
        for n in range(5):
            yield n / 5

    job, told = SteppedJob(steps()), []
    job.progressed.connect(lambda share, left: told.append(share))
    with qtbot.waitSignal(job.done):
        pass
    assert told == sorted(told)


def test_a_job_that_is_given_up_closes_its_steps(qtbot) -> None:
    closed = []

    def steps():
        try:
            while True:
                yield 0.5
        finally:
            closed.append(True)

    job = SteppedJob(steps())
    with qtbot.waitSignal(job.progressed):
        pass
    job.cancel()
    assert closed == [True]
    with qtbot.assertNotEmitted(job.done, wait=50):
        pass


def test_a_job_tells_what_went_wrong_once(qtbot) -> None:
    def steps():
        yield 0.1
        raise AppError("No room.", "Make some.")

    job = SteppedJob(steps())
    with qtbot.waitSignal(job.failed) as caught:
        pass
    assert caught.args == ["No room.", "Make some."]
    with qtbot.assertNotEmitted(job.done, wait=50):
        pass
