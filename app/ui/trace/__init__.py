"""Traces in the window: recording, opening, replaying and exporting them."""
