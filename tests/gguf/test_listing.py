"""A repository's files become one row a model, and missing parts are told from names."""

from app.core.repositories import RepoFile
from app.gguf.classification import Basis, Use
from app.gguf.listing import list_models, looked_at
from app.gguf.quick_look import QuickLook
from app.gguf.roles import Role


def rows(*paths: str) -> dict[str, Use]:
    files = [RepoFile(path, 10) for path in paths]
    return {row.path: row.classification.use for row in list_models(files, lambda path: "")}


def test_the_parts_of_a_model_are_one_row() -> None:
    files = [RepoFile(f"Q8/m-0000{n}-of-00003.gguf", n * 100, str(n)) for n in (3, 1, 2)]
    (row,) = list_models([*files, RepoFile("README.md", 5)], lambda path: "Q8_0")
    assert (row.paths, row.size) == (tuple(sorted(file.path for file in files)), 600)
    assert (row.quantization, row.classification.shard) == ("Q8_0", (1, 3))


def test_missing_parts_are_said() -> None:
    files = [RepoFile(f"m-0000{number}-of-00004.gguf", 1) for number in (1, 3)]
    (row,) = list_models(files, lambda path: "")
    assert row.classification.use is Use.UNUSABLE
    assert row.classification.missing == (2, 4)
    assert row.classification.reason == "Parts 2, 4 of this split model are not in the repository."


def test_a_part_without_its_first_is_listed_as_a_part() -> None:
    assert rows("m-00002-of-00002.gguf") == {"m-00002-of-00002.gguf": Use.PART}


def test_kinds_are_guessed_from_names() -> None:
    assert rows("m-Q4_K_M.gguf", "mmproj-F16.gguf", "MTP/m-MTP-F16.gguf", "mtp-m.gguf") == {
        "MTP/m-MTP-F16.gguf": Use.DRAFTER,
        "m-Q4_K_M.gguf": Use.TARGET,
        "mmproj-F16.gguf": Use.COMPANION,
        "mtp-m.gguf": Use.DRAFTER,
    }


def test_first_keys_say_more_than_the_name() -> None:
    (row,) = list_models([RepoFile("m.gguf", 10)], lambda path: "")
    look = QuickLook("gemma4_mtp", "", Role.LOOKALIKE, 1024, 3840, 4, 131_072, 4, 49, 10, 10)
    found = looked_at(row, look)
    assert (found.classification.use, found.classification.basis) == (Use.UNUSABLE, Basis.QUICK)
    assert found.look is look
