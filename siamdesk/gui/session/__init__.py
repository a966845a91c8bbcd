"""The open project: its thread, its worker, and what the window asks of both."""
