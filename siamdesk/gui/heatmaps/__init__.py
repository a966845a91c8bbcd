"""Heatmaps: which is wanted, how they are drawn, and pictures of them for others."""
