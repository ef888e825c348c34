"""What can be seen: one function is one list, form or report, as frozen rows."""
