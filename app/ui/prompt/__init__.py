"""System prompt, sampling and thinking of one conversation, and named presets."""
