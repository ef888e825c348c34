"""One dialog a file. A dialog never opens another one."""
