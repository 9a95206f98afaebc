"""What the library's tests share."""

import pytest

from tests.hub.library.shelf import Shelf


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)
