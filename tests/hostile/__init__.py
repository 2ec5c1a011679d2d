"""Our goldens in hostile surroundings, again and again: `make golden-hostile`."""
