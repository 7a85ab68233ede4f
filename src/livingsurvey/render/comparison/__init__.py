"""Comparison tables drawn: in chapters and the book, on pages of their own, as files to take away."""
