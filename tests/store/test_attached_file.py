"""Files as they come: read, or refused with a sentence."""

import threading

import pytest

from app.core.errors import AppError
from app.store import attached_file
from app.store.attached_file import read_attachment
from tests.pdf_files import made_pdf, protected_pdf


def read(path, data: bytes, told=lambda *_: None):
    path.write_bytes(data)
    return read_attachment(path, threading.Event(), told)


def refused(path, data: bytes) -> str:
    with pytest.raises(AppError) as problem:
        read(path, data)
    return problem.value.title


def test_a_text_comes_with_name_size_and_note(tmp_path) -> None:
    plain = read(tmp_path / "a.py", b"x = 1\r\n")
    assert (plain.name, plain.text, plain.size, plain.note) == ("a.py", "x = 1\n", 7, "")
    assert read(tmp_path / "b.txt", b"Gr\xfc\xdfe").note


def test_a_pdf_is_read_page_by_page(tmp_path) -> None:
    heard = []
    data = made_pdf("First page", "", "Third page")
    found = read(tmp_path / "a.pdf", data, lambda *pages: heard.append(pages))
    assert found.text == "First page\n\nThird page"
    assert found.size == len(data)
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_what_is_a_pdf_is_told_from_its_bytes(tmp_path) -> None:
    assert read(tmp_path / "a.txt", b"junk\n" + made_pdf("Words")).text == "Words"


def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path) -> None:
    assert read(tmp_path / "a.pdf", protected_pdf("Words", "")).text == "Words"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("locked.pdf", protected_pdf("Words", "secret"), "protected by a password"),
        ("scan.pdf", made_pdf("", ""), "holds no text"),
        ("cut.pdf", made_pdf("Words")[:300], "damaged"),
        ("none.pdf", b"%PDF-1.7\n", "damaged"),
        ("a.bin", bytes(range(256)), "is no text"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "is an image"),
        ("renamed.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", "is an image"),
        ("empty.txt", b" \n", "is empty"),
    ],
)
def test_what_cannot_be_sent_is_told(tmp_path, name: str, data: bytes, says: str) -> None:
    title = refused(tmp_path / name, data)
    assert title.startswith(name)
    assert says in title


def test_a_text_may_begin_like_a_picture(tmp_path) -> None:
    assert read(tmp_path / "a.txt", b"BMW makes cars").text == "BMW makes cars"


def test_large_files_are_refused_before_they_are_read(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(attached_file, "MAX_TEXT_BYTES", 2000)
    monkeypatch.setattr(attached_file, "MAX_PDF_BYTES", 100)
    assert "at most" in refused(tmp_path / "a.txt", b"x" * 2001)
    assert "at most" in refused(tmp_path / "a.pdf", made_pdf("Words"))
    monkeypatch.setattr(attached_file, "MAX_CHARACTERS", 10)
    assert "11 characters" in refused(tmp_path / "b.txt", b"x" * 11)


def test_folders_and_missing_files_are_told(tmp_path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(AppError, match="is no file"):
            read_attachment(path, threading.Event())


def test_a_cancelled_pdf_ends(tmp_path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made_pdf(*["Words"] * 400))
    cancel = threading.Event()
    with pytest.raises(AppError, match="was not read"):
        read_attachment(path, cancel, lambda page, _: cancel.set() if page == 2 else None)
