"""Files sent along with a question: choosing, reading, counting, showing."""
