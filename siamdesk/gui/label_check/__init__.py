"""Examples that deserve a second look."""
