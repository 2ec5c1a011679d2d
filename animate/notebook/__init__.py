"""How scenes and runs show themselves in a notebook."""
