"""Classifiers on embeddings, one file each, all of one shape: `base.Head`."""
