"""What is only for Windows."""
