"""The race: two ways of answering, measured in turn and replayed side by side."""
