"""Heatmaps: which is wanted, the controls for it, and pictures of heatmaps for others."""
