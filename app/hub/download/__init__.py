"""Fetching files from the hub: in ranges, resumable to the piece, verified before use."""
