"""What is only for Linux."""
