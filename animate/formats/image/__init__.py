"""Pictures, each shown for its own time: GIF, WebP, APNG, numbered PNGs."""
