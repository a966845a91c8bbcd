"""What leaves the window: models, photos and classes, whole projects."""
