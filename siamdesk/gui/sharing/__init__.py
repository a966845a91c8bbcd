"""What leaves the window and comes back: models, photos and classes, whole projects."""
