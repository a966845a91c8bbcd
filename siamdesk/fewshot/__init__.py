"""Few-shot learning on embeddings: NumPy in, NumPy out. No files, no Keras, no Qt."""
