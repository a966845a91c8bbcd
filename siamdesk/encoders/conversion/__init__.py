"""Makes `resources/encoders` from the packages that carry the weights; run once, by a developer."""
