"""From a scene to frames."""
