"""The map, with paths, heads and names."""
