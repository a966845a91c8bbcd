"""Image files: find, decode, hash, shrink. NumPy, OpenCV and Pillow only.

A photo is everywhere ``[h, w, 3] uint8`` in RGB order, upright, without transparency.
"""
