"""Closed-form classifiers on embeddings, one file each, all of one shape: `LinearHead`."""
