"""What things are: the types of the five stages, errors, limits. Standard library only."""
