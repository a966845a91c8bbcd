"""One photo beside the grid: its pixels, its guesses, its note."""
