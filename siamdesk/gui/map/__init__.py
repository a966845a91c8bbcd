"""Photos as points on a map of the embeddings."""
