"""Golden frames: kept pictures, states and numbers that an animation must still equal."""

FOLDER = "golden"
"""Where the goldens are, beside the test's file; each in a folder of its name."""

TEXT_FILE = "golden.txt"
"""What makes such a folder a golden."""
