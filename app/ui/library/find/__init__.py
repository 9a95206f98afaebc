"""Searching the hub: the words, the filters, the results."""
