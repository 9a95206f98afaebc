"""The library: which models are on this machine, and what is known of them."""
