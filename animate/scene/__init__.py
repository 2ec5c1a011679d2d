"""What a scene is made of, as data, and what a panel must be."""
