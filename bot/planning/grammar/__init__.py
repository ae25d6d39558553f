"""The grammar of time phrases: words → items → readings → a moment."""
