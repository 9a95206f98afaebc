"""Headless verbs; no Qt."""
