"""The window: QtWidgets and pyqtgraph, GUI thread only."""
