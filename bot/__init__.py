"""Vestnik: a press release in, the right post in the right channel, exactly once."""
