"""What the shell is told."""

FAILED = 1  # what was asked can't be done
MISUSED = 2  # what was asked or set is wrong
