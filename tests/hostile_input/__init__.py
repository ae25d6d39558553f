"""What nobody means well with: updates, presses, links, texts and files, changed at random."""
