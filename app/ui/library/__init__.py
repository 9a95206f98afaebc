"""The Models page: find pairs on the hub, download them, keep what is installed."""
