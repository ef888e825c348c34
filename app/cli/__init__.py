"""What scripts touch: the automation protocol and the other words of the command line."""
