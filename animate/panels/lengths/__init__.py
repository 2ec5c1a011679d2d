"""How far the runs have come, as bars."""
