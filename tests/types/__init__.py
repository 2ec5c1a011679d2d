"""What an editor says of code that uses gradreel: `python -m tests.types`."""
