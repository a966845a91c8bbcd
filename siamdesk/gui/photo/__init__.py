"""One photo on the screen, whatever shows it: fitted, zoomed, with its region and its heatmap."""
