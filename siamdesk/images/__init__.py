"""Image files: decode, hash, shrink. NumPy, OpenCV and Pillow only."""
