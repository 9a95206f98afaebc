"""Foretoken: a chat window that answers by speculative decoding and shows what that buys."""

__version__ = "0.1.0"
