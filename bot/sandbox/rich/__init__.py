"""Rich messages (Bot API 10.1-10.3): InputRichMessage read, measured and made a RichMessage."""
