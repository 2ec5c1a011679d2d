"""One command a file, named after it: its options, and what it does.

Only click and the options are imported at the top, what the work needs when it is done: `--help` is
at once.
"""
