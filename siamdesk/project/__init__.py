"""The project on disk: frozen values, edits, the SQLite store, the embedding cache."""
