"""From a stage to files."""
