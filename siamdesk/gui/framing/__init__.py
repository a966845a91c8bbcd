"""The region of interest and the grey values: what of a photo is looked at."""
