"""Markdown as blocks of runs that know where in their source they stand."""
