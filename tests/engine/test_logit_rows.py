"""A shortlist leaves out nothing that could be chosen; numbers must be finite."""

import numpy as np
import pytest

from app.core.errors import AppError
from app.engine.logit_rows import NearBest, Shortlist, argmax

SIZE = 4000


def rows() -> list[np.ndarray]:
    random = np.random.default_rng(1)
    flat = random.normal(size=SIZE) * 0.01
    peaked = random.normal(size=SIZE)
    peaked[::64] += 30
    stepped = np.round(random.normal(size=SIZE))
    nearly_nothing = np.full(SIZE, -np.inf)
    nearly_nothing[7] = 1.0
    same = np.zeros(SIZE)
    many = [random.normal(size=SIZE) * 3 for _ in range(40)]
    return [row.astype(np.float32) for row in (flat, peaked, stepped, nearly_nothing, same, *many)]


@pytest.mark.parametrize("count", [1, 10, 64, 900, 3990])
@pytest.mark.parametrize("changing", [frozenset[int](), frozenset({3, 64, 3999})])
def test_the_likeliest_are_on_the_list_whatever_becomes_of_the_changing(count, changing) -> None:
    for row in rows():
        found = Shortlist(SIZE, count).of(row, row.max(), changing)
        if found is None:
            continue
        assert changing <= set(found.tolist())
        rest = np.delete(row, list(changing))
        listed = [row[token] for token in found if token not in changing]
        best = np.sort(rest)[::-1][:count]
        assert np.sort(listed)[::-1][:count] == pytest.approx(best)


def test_the_list_is_short_where_it_matters() -> None:
    lengths = [
        len(found)
        for row in rows()[5:]
        if (found := Shortlist(SIZE, 64).of(row, row.max(), ())) is not None
    ]
    assert len(lengths) == 40
    assert max(lengths) < SIZE / 4


def test_what_is_near_the_best_is_told_by_its_distance() -> None:
    row = np.array([1.0, 5.0, -np.inf, 3.0, 2.9], np.float32)
    assert NearBest(5, 2.0).of(row, 5.0, ()).tolist() == [1, 3]


@pytest.mark.parametrize("poison", [np.nan, np.inf])
def test_numbers_that_are_not_finite_are_refused(poison: float) -> None:
    assert argmax(np.array([1.0, 3.0, -np.inf], np.float32)) == 1
    with pytest.raises(AppError, match="not finite"):
        argmax(np.array([1.0, poison, 2.0], np.float32))
