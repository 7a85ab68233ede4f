"""Sanitised HTML as typst code, for the book."""
