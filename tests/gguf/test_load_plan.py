"""What a load would take is told with what would fit instead, before anything is loaded."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.devices import Device
from app.core.load_options import LoadOptions
from app.core.pairs import Method
from app.core.tuning import CacheType
from app.gguf.capabilities import describe
from app.gguf.fit import GPU_RESERVE, RAM_RESERVE
from app.gguf.load_plan import Files, LoadPlan, Verdict, find_offers
from app.gguf.load_plan import plan_load as plan_alone
from tests.gguf_architectures import Architecture, write_architecture
from tests.gguf_factory import TINY, write_gemma4, write_gemma4_assistant, write_llama

GIB = 2**30
LLAMA_8B = Architecture("llama", 4096, 32, 32, 8, 128, 14336, vocabulary=512, context=131072)
SMALL = Architecture("llama", 1024, 8, 16, 8, 64, 4096, vocabulary=512, context=131072)


def plan_load(files: Files, options: LoadOptions, devices: tuple[Device, ...]) -> LoadPlan:
    plan = plan_alone(files, options, devices)
    return find_offers(files, plan, options, devices, lambda: False)


def device(name: str, kind: str, gigabytes: float) -> Device:
    size = round(gigabytes * GIB)
    return Device(name, f"{name} of the test", kind, size, size)


def ram(gigabytes: float) -> Device:
    return device("CPU", "cpu", gigabytes)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("large")
    return Files(
        describe(write_architecture(folder / "target.gguf", LLAMA_8B)),
        describe(write_architecture(folder / "draft.gguf", SMALL)),
    )


def test_what_fits_is_shown_device_by_device(pair: Files) -> None:
    devices = (ram(64), device("CUDA0", "gpu", 24))
    plan = plan_load(pair, LoadOptions(context_length=8192), devices)
    assert plan.verdict is Verdict.FITS
    assert plan.loadable
    assert (plan.method, plan.context_length, plan.gpu_layers) == (Method.DRAFT, 8192, 33)
    assert (plan.layers, plan.longest) == (33, 131072)
    in_ram, on_gpu = plan.devices
    assert (in_ram.name, on_gpu.name) == ("RAM", "CUDA0")
    assert in_ram.room == 64 * GIB - RAM_RESERVE
    assert on_gpu.room == 24 * GIB - GPU_RESERVE
    assert on_gpu.parts.drafter > 0
    assert on_gpu.parts.total > 8 * GIB
    assert plan.offers == ()


def test_layers_move_between_devices(pair: Files) -> None:
    devices = (ram(64), device("CUDA0", "gpu", 24))
    sizes = [
        [one.parts.total for one in plan_load(pair, LoadOptions(gpu_layers=n), devices).devices]
        for n in (0, 10, 33)
    ]
    assert sizes[0][1] == 0
    assert sizes[0][0] > sizes[1][0] > sizes[2][0]
    assert sizes[0][1] < sizes[1][1] < sizes[2][1]


def test_chosen_gpus_share_as_told(pair: Files) -> None:
    devices = (ram(64), *(device(f"CUDA{n}", "gpu", 24) for n in range(3)))
    chosen = LoadOptions(devices=("CUDA2", "CUDA0"), split=(3.0, 1.0))
    _, first, second = plan_load(pair, chosen, devices).devices
    assert (first.name, second.name) == ("CUDA2", "CUDA0")
    assert 2 < first.parts.total / second.parts.total < 4
    everywhere = plan_load(pair, LoadOptions(), devices).devices
    assert [one.name for one in everywhere] == ["RAM", "CUDA0", "CUDA1", "CUDA2"]


def test_too_long_a_context_is_refused_with_what_would_fit(pair: Files) -> None:
    asked = LoadOptions(context_length=131072, gpu_layers=0)
    plan = plan_load(pair, asked, (ram(16),))
    assert plan.verdict is Verdict.TOO_LARGE
    assert not plan.loadable
    assert "for a context of 131072 tokens" in plan.title
    assert plan.offers
    for offer in plan.offers:
        assert plan_load(pair, offer, (ram(16),)).loadable
    shorter = [one for one in plan.offers if one.context_length != asked.context_length]
    assert len(shorter) == 1
    found = shorter[0].context_length
    assert found is not None
    step = 131072 // 32
    assert not plan_load(pair, replace(asked, context_length=found + step), (ram(16),)).loadable


def test_a_smaller_cache_is_offered_first(pair: Files) -> None:
    plan = plan_load(pair, LoadOptions(context_length=65536), (ram(15),))
    assert plan.verdict is Verdict.TOO_LARGE
    assert plan.offers[0].cache_type in (CacheType.Q8_0, CacheType.Q4_0)
    assert plan.offers[0].context_length == 65536
    kept = LoadOptions(context_length=65536, flash_attention=False)
    others = plan_load(pair, kept, (ram(15),)).offers
    assert all(one.cache_type is CacheType.F16 for one in others)


def test_layers_that_do_not_fit_a_gpu_are_refused_and_as_many_as_fit_offered(pair: Files) -> None:
    devices = (ram(64), device("CUDA0", "gpu", 6))
    plan = plan_load(pair, LoadOptions(gpu_layers=33), devices)
    assert plan.verdict is Verdict.TOO_LARGE
    assert plan.title.startswith("CUDA0 has room for 5.4 GB")
    assert plan.devices[1].over
    assert any(one.gpu_layers is None for one in plan.offers)


def test_nearly_full_is_tight_and_weights_from_the_disk_are_told(pair: Files) -> None:
    needed = plan_load(pair, LoadOptions(), (ram(64),)).devices[0].parts.total / GIB
    assert plan_load(pair, LoadOptions(), (ram(needed * 1.05 + 0.5),)).verdict is Verdict.TIGHT
    slow = plan_load(pair, LoadOptions(gpu_layers=0), (ram(needed / 2),))
    assert slow.verdict is Verdict.TIGHT
    assert "read from the disk" in slow.title


def test_what_cannot_be_names_the_way_out(tmp_path: Path) -> None:
    target = describe(write_llama(tmp_path / "t.gguf", TINY))
    wrong = LoadOptions(flash_attention=False, cache_type=CacheType.Q8_0)
    plan = plan_load(Files(target, None), wrong, (ram(8),))
    assert plan.verdict is Verdict.IMPOSSIBLE
    assert "flash attention" in plan.title
    assert plan.offers == (replace(wrong, flash_attention=None),)
    plan = plan_load(Files(target, None), LoadOptions(context_length=9999), (ram(8),))
    assert "2048" in plan.title


def test_files_that_do_not_pair_are_impossible(tmp_path: Path) -> None:
    llama = describe(write_llama(tmp_path / "t.gguf", TINY))
    assistant = describe(write_gemma4_assistant(tmp_path / "a.gguf", TINY))
    gemma = describe(write_gemma4(tmp_path / "g.gguf", TINY))
    assert plan_load(Files(gemma, assistant), LoadOptions(), (ram(8),)).method is Method.MTP
    assert plan_load(Files(llama, assistant), LoadOptions(), (ram(8),)).title
    alone = plan_load(Files(assistant, None), LoadOptions(), (ram(8),))
    assert "cannot answer on its own" in alone.title
