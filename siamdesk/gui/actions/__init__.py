"""Every action of the window as data, and the palette that finds one by a few letters."""
