"""What becomes of many runs."""
