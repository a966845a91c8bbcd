"""The window itself: its panels put together, and what no feature owns."""
