"""What the window says: languages, figures and counts, and sentences of the rooms without Qt."""
