"""Guesses over HTTP: a small service on top of a finished model; the extra ``siamdesk[serve]``."""
