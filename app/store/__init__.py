"""Conversations in SQLite: the only room that knows of it."""
