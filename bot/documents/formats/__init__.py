"""The readers of each kind. They run in the child only: what they import is heavy."""
