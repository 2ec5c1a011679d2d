"""Decks of slides that play a film."""
