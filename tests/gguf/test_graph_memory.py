"""The replayed allocator does what ggml's does."""

from app.gguf.graph_memory import Graph


def test_a_place_is_free_again_once_everybody_has_read() -> None:
    graph = Graph()
    start = graph.input(64)
    for _ in range(5):
        start = graph.add(64, start)
    assert graph.peak() == 128


def test_in_place_takes_the_place_of_the_only_reader_s_source() -> None:
    graph = Graph()
    start = graph.input(64)
    for _ in range(5):
        start = graph.add(64, start, in_place=True)
    assert graph.peak() == 64


def test_what_others_still_read_is_not_taken() -> None:
    graph = Graph()
    start = graph.input(64)
    changed = graph.add(64, start, in_place=True)
    graph.add(64, changed, start)
    assert graph.peak() == 192


def test_a_freed_place_that_is_too_small_is_passed_over_until_it_merges() -> None:
    graph = Graph()
    small = graph.add(64, graph.input(64))
    large = graph.add(128, small)  # the input's place is free, but only half as large
    graph.add(128, large)  # with its neighbour's it is large enough
    assert graph.peak() == 256


def test_an_output_is_never_freed() -> None:
    def peak(*, keep: bool) -> int:
        graph = Graph()
        result = graph.add(64, graph.input(64))
        if keep:
            graph.keep(result)
        graph.add(64, graph.add(64, graph.add(64, result)))
        return graph.peak()

    assert peak(keep=True) - peak(keep=False) == 64


def test_an_input_that_nobody_reads_stays() -> None:
    graph = Graph()
    graph.input(640)
    graph.add(64, graph.input(64))
    assert graph.peak() == 640 + 128


def test_sizes_are_aligned() -> None:
    graph = Graph()
    graph.add(1, graph.input(64))
    assert graph.peak() == 128
