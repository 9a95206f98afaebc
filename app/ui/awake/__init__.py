"""Keeping the system awake while something is under way."""
