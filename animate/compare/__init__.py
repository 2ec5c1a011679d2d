"""When two pictures, films or files count as the same."""
