"""Tools that panels draw with; they know no panel."""
