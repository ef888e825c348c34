"""The rules: what a credit is, what it may do and what that posts. No clock, no disk, no floats."""
