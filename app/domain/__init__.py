"""The rules: what a document may do and what that enters. No clock, no disk, no floats."""
