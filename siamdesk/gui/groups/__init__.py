"""Which photos show the same part."""
