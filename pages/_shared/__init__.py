"""What all pages share: the frame around them, the reader's choice, the way to the warehouse."""
