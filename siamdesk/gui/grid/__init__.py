"""The photos in the middle: the grid, its order and filters, and accepting many guesses at once."""
