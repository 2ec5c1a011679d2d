"""How everything looks: colours, sizes, markers."""
