"""A page in which the reader plays with a run: what sliders may choose was run before."""
