"""One photo at the size of the window, alone or beside its nearest example."""
