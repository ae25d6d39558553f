"""Years of a channel in minutes: the real services on virtual time, and everything going wrong."""
