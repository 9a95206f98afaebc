"""The window: QtWidgets, GUI thread only."""
