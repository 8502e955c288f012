"""The pages of one section of the menu."""
