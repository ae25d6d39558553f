"""The proof by breaking: a real bot, killed at every step of publishing, and what became of it.

`python -m tests.torture` is the parent: it runs the local Telegram, breaks its answers, keeps
the record of what stood in the channels, and kills. The bot lives in forks of one process that
has imported everything (`zygote`), each on the database that the one before it left.
"""
