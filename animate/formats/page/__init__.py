"""A page that plays: the film, its words and its numbers in one file of HTML."""
