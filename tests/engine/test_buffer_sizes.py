"""Lines as llama.cpp writes them, of one device and of several, become bytes by part."""

from app.engine.buffer_sizes import read_sizes, tells_sizes

MIB = 2**20

CPU = """\
print_info: file size   = 106.32 MiB (8.51 BPW)
load_tensors:   CPU_Mapped model buffer size =   106.32 MiB
llama_context: constructing llama_context
llama_context:        CPU  output buffer size =     0.12 MiB
llama_kv_cache:        CPU KV buffer size =    36.00 MiB
llama_kv_cache: size =   36.00 MiB (  4096 cells,   3 layers,  1/1 seqs), K (f16):   18.00 MiB, V
llama_memory_recurrent:        CPU RS buffer size =   598.50 MiB
llama_memory_recurrent: size =  598.50 MiB (     1 cells,  64 layers,  1 seqs  3 rs_seq), R (f32)
sched_reserve: reserving ...
sched_reserve:        CPU compute buffer size =    19.01 MiB
sched_reserve: reserve took 2.80 ms, sched copies = 1
"""

SLIDING = """\
llama_context: constructing llama_context
llama_kv_cache_iswa: creating non-SWA KV cache, size = 4096 cells
llama_kv_cache:        CPU KV buffer size =    16.00 MiB
llama_kv_cache: size =   16.00 MiB (  4096 cells,   2 layers,  1/1 seqs), K (f16):    8.00 MiB, V
llama_kv_cache_iswa: creating     SWA KV cache, size = 1024 cells
llama_kv_cache:        CPU KV buffer size =    10.00 MiB
llama_kv_cache: size =   10.00 MiB (  1024 cells,  10 layers,  1/1 seqs), K (f16):    5.00 MiB, V
"""

GPU = """\
print_info: file size   = 4.58 GiB (4.89 BPW)
load_tensors:   CPU_Mapped model buffer size =   281.81 MiB
load_tensors:        CUDA0 model buffer size =  2200.00 MiB
load_tensors:        CUDA1 model buffer size =  2208.11 MiB
llama_context: constructing llama_context
llama_context:  CUDA_Host  output buffer size =     0.49 MiB
llama_kv_cache:      CUDA0 KV buffer size =   256.00 MiB
llama_kv_cache:      CUDA1 KV buffer size =   256.00 MiB
llama_kv_cache: size =  512.00 MiB (  4096 cells,  32 layers,  1/1 seqs), K (f16):  256.00 MiB, V
sched_reserve: reserving ...
sched_reserve:      CUDA0 compute buffer size =   120.00 MiB
sched_reserve:      CUDA1 compute buffer size =   130.00 MiB
sched_reserve:  CUDA_Host compute buffer size =    16.01 MiB
"""

REPACKED = """\
print_info: file size   = 38.32 MiB (4.51 BPW)
load_tensors:   CPU_Mapped model buffer size =    34.95 MiB
load_tensors:   CPU_REPACK model buffer size =    38.25 MiB
"""

SIMULATED = """\
print_info: file size   = 26.62 GiB (8.51 BPW)
model has unused tensor blk.64.attn_q.weight (size = 1048576 bytes) -- ignoring
load_tensors:          CPU model buffer size =     0.00 MiB
llama_context: constructing llama_context
llama_context:        CPU  output buffer size =     0.95 MiB
llama_kv_cache:        CPU KV buffer size =     0.00 MiB
llama_kv_cache: size = 2048.00 MiB ( 32768 cells,  16 layers,  1/1 seqs), K (f16): 1024.00 MiB, V
sched_reserve: reserving ...
sched_reserve:        CPU compute buffer size =   164.02 MiB
"""

SHARED = """\
llama_context: constructing llama_context
llama_kv_cache_iswa: creating non-SWA KV cache, size = 8192 cells
llama_kv_cache: size =   16.00 MiB (  8192 cells,   1 layers,  1/1 seqs), K (f16):    8.00 MiB, V
llama_kv_cache_iswa: creating     SWA KV cache, size = 1024 cells
llama_kv_cache: size =    6.00 MiB (  1024 cells,   3 layers,  1/1 seqs), K (f16):    3.00 MiB, V
"""


def sizes(text: str, weights_at_most: int | None = None) -> dict[str, float]:
    """Read only the lines that are kept, as the log does; in MiB."""
    kept = [line for line in text.splitlines() if tells_sizes(line)]
    found = read_sizes(kept, weights_at_most)
    return {part: round(size / MIB, 2) for part, size in found.items()}


def test_every_part_on_one_device() -> None:
    assert sizes(CPU) == {
        "weights": 106.32,
        "KV cache": 36.0,
        "recurrent states": 598.5,
        "compute": 19.01,
        "output": 0.12,
    }


def test_full_and_sliding_caches_are_told_apart() -> None:
    assert sizes(SLIDING) == {"KV cache": 16.0, "sliding KV cache": 10.0}


def test_the_buffers_of_several_devices_add_up() -> None:
    found = sizes(GPU)
    assert found == {"weights": 4689.92, "KV cache": 512.0, "compute": 266.01, "output": 0.49}


def test_what_is_mapped_and_copied_counts_once() -> None:
    assert sizes(REPACKED)["weights"] == 38.32
    assert sizes(REPACKED, round(56.32 * MIB))["weights"] == 56.32
    assert sizes(REPACKED, 1000 * MIB)["weights"] == 73.2


def test_a_simulation_says_sizes_where_it_allocates_nothing() -> None:
    assert sizes(SIMULATED) == {
        "weights": 26.62 * 1024 - 1,
        "KV cache": 2048.0,
        "compute": 164.02,
        "output": 0.95,
    }


def test_a_cache_borrowed_from_another_context_costs_nothing() -> None:
    assert sizes(SHARED) == {}


def test_reserving_again_replaces_what_was_reserved() -> None:
    again = (
        CPU + "sched_reserve: reserving ...\nsched_reserve:  CPU compute buffer size = 25.00 MiB\n"
    )
    assert sizes(again)["compute"] == 25.0


def test_a_second_context_adds_to_the_first() -> None:
    second = CPU[CPU.index("llama_context: constr") :]
    assert sizes(CPU + second)["compute"] == 38.02
    assert sizes(CPU + second)["KV cache"] == 72.0


def test_other_lines_are_not_kept() -> None:
    assert not tells_sizes("create_tensor: loading tensor blk.0.attn_q.weight")
    assert not tells_sizes("load: special tokens cache size = 5")
