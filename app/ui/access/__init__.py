"""Ways to use the window: text size, motion, language, and the list of shortcuts."""
