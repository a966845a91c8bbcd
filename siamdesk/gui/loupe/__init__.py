"""One photo at the size of the window, and how it is zoomed."""
