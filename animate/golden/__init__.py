"""Golden frames: kept pictures, states and numbers that an animation must still equal."""
