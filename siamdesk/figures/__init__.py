"""What evaluations give, as values that every room may read, and the arithmetic of a slider."""
