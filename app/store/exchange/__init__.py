"""Conversations as files: Foretoken's own format and Markdown, and what other programs write."""
