"""What the lecture says of its runs, as rules: of paths and of histories; each names its words."""
