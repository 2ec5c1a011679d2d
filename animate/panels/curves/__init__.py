"""One quantity against another."""
