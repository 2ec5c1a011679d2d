"""Code whose running line is lit."""
