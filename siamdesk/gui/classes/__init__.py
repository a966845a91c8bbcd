"""The list of classes, and what can be done with a class."""
