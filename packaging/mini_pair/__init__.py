"""Recipe that trains, exports and measures the model pair Foretoken Mini."""
