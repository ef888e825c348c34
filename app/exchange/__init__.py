"""Other programs' formats, in and out: JSON values become neutral records and back."""
