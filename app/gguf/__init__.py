"""What a GGUF file is and which files pair; pure Python over a byte source."""
