"""One repository before anything is downloaded: its card, its files, the pair it makes."""
