"""The window: thin PySide6 views over models; talks to the engine by messages only."""
