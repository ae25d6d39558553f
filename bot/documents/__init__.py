"""Documents and web pages → text and pictures, in processes that can be killed.

What opens a file is imported only there: the bot itself loads none of it.
"""
