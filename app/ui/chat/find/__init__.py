"""Finding words in the conversation that is shown."""
