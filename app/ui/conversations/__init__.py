"""The conversations that are kept: their list, search, and who keeps them."""
