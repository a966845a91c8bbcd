"""The window itself: its panels put together, its settings, and what no feature owns."""
