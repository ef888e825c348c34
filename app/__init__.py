"""Avoir: bookkeeping whose heart is credit."""
