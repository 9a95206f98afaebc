"""Everything that talks to llama.cpp."""
