"""What the bot does: one class per stage, a few verbs each. Knows no Telegram."""
