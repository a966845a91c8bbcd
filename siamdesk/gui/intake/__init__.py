"""How photos come in: folders, cameras, videos, the screen, and those that look like others."""
