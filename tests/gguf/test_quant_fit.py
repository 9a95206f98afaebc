"""Which quants fit with their drafter: told from one header and the others' sizes."""

import gguf
import pytest

from app.core.pair_memory import Share
from app.core.pairs import Method
from app.core.repositories import RepoFile
from app.gguf.capabilities import Capabilities, describe
from app.gguf.doctor import Room
from app.gguf.fit import FreeMemory
from app.gguf.listing import list_models
from app.gguf.load_plan import Verdict
from app.gguf.quant_fit import FitAdvice, Reference, fit_quants
from tests import gguf_headers as headers

GIB = 2**30
KINDS = {
    "Q4_0": gguf.GGMLQuantizationType.Q4_0,
    "Q8_0": gguf.GGMLQuantizationType.Q8_0,
    "F16": gguf.GGMLQuantizationType.F16,
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Capabilities]:
    folder = tmp_path_factory.mktemp("quants")
    found: dict[str, Capabilities] = {}
    for name, kind in KINDS.items():
        made = headers.model(folder, headers.LLAMA_8B, "Llama 3.1 8B", kind)
        found[name] = describe(made.write(folder / f"m-{name}.gguf"))
    drafter = headers.model(folder, headers.LLAMA_1B, "Llama 3.2 1B")
    found["drafter"] = describe(drafter.write(folder / "d.gguf"))
    return found


def advise(files: dict[str, Capabilities], room: Room, known: str = "Q8_0") -> FitAdvice:
    listed = [RepoFile(files[name].path.as_posix(), files[name].file_size) for name in KINDS]
    models = list_models(listed, lambda path: path.rpartition("-")[2].removesuffix(".gguf"))
    target, drafter = files[known], files["drafter"]
    return fit_quants(Reference(target, target.file_size, drafter, Method.DRAFT), models, room)


def verdicts(advice: FitAdvice) -> dict[str, Verdict]:
    return {fit.quantization: fit.verdict for fit in advice.quants}


def test_each_quant_is_judged_with_its_drafter(files: dict[str, Capabilities]) -> None:
    advice = advise(files, Room(FreeMemory(13 * GIB), 4096))
    assert verdicts(advice) == {
        "Q4_0": Verdict.FITS,
        "Q8_0": Verdict.FITS,
        "F16": Verdict.TOO_LARGE,
    }
    shares = dict(advice.quants[0].memory.shares)
    assert shares[Share.DRAFTER_WEIGHTS] > 1_000_000_000
    assert Share.DRAFTER_CACHE in shares
    assert verdicts(advise(files, Room(FreeMemory(10_300_000_000), 4096)))["Q8_0"] is Verdict.TIGHT
    for fit in advice.quants:
        assert fit.sentence.endswith(")." if fit.verdict is Verdict.TOO_LARGE else ".")


def test_an_estimate_from_another_quant_is_close_to_its_own_header(
    files: dict[str, Capabilities],
) -> None:
    room = Room(FreeMemory(64 * GIB), 4096)
    for name in KINDS:
        own = {fit.quantization: fit for fit in advise(files, room, name).quants}[name]
        assert not own.estimated
        for known in KINDS:
            told = {fit.quantization: fit for fit in advise(files, room, known).quants}[name]
            assert told.estimated == (known != name)
            assert told.memory.total == pytest.approx(own.memory.total, rel=0.01)


def test_the_suggestion_is_the_largest_of_up_to_five_bits(files: dict[str, Capabilities]) -> None:
    advice = advise(files, Room(FreeMemory(64 * GIB)))
    assert advice.suggested == files["Q4_0"].path.as_posix()
    assert advice.context_length == 131_072
    smaller = advise(files, Room(FreeMemory(10 * GIB)))
    assert smaller.suggested == advice.suggested
    assert 4096 <= smaller.context_length < 131_072


def test_nothing_fits(files: dict[str, Capabilities]) -> None:
    advice = advise(files, Room(FreeMemory(2 * GIB)))
    assert (advice.suggested, advice.context_length) == (None, 0)
    assert advice.sentence == "None of these fits: 2.1 GB of RAM are free."


def test_half_on_the_gpu_is_tight(files: dict[str, Capabilities]) -> None:
    advice = advise(files, Room(FreeMemory(64 * GIB, (9 * GIB,)), 4096))
    found = {fit.quantization: fit for fit in advice.quants}
    assert found["Q4_0"].verdict is Verdict.FITS
    assert found["Q4_0"].gpu_layers == 33
    assert found["Q8_0"].verdict is Verdict.TIGHT
    assert 0 < found["Q8_0"].gpu_layers < 33
    assert "runs on the processor" in found["Q8_0"].sentence
