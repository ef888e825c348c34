"""The way of an older book to today's format, step by step; each step is written once."""
