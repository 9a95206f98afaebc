"""The hub and the files it fills: search, downloads, installed files; unaware of the engine."""
