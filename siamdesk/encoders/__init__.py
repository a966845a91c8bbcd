"""Pretrained encoders: Keras graphs, weights, CPU runtime, Siamese fine-tuning, export."""
