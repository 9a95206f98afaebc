"""What lies on this disk: targets, drafters, the pairs they make."""
