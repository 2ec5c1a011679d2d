"""What a file says of where it comes from: tags, a digest, an alt text; and whether it is true."""
