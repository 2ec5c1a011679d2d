"""The data, and what is fitted to it."""
