"""How long a broadcast takes beside the ideal, and what becomes of it when the bot is killed."""
