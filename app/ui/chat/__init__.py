"""The conversation: transcript, composer, and what drives them."""
