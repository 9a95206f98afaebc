"""The drafting methods."""
