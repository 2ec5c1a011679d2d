"""What is published: `python -m release` builds it and looks at it."""
