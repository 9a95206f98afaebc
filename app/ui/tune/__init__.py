"""The tuner: every way to decode on every kind of text, as a table of what each brings."""
