"""People go on sending while the bot is killed again and again: each message becomes one draft."""
