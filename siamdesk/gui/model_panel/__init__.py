"""What the model knows, how it was tuned, its versions, its settings."""
