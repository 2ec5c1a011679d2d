"""Small changes of animations by the hundred: how many a golden finds, and others beside it."""
