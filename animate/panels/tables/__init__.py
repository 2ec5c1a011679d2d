"""Numbers in rows."""
