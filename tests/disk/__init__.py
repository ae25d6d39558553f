"""A disk that fails at every single write of the bot, one after another."""
