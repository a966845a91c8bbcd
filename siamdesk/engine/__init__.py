"""Runs the rooms behind requests and events, in this process or in a worker process."""
