"""The surface as a block that turns."""
