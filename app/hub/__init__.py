"""The hub: finding repositories, reading what is in them, fetching files."""
