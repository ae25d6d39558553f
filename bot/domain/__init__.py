"""What things are: types of the five stages, errors, Telegram's limits. No imports but the stdlib."""
