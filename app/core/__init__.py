"""The vocabulary and the algorithm: no Qt, no llama.cpp, no I/O but settings and paths."""
