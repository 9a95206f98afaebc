"""A hub of our own on this machine, which speaks the API of huggingface.co and fails on demand."""
