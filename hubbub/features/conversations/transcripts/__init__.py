"""Transcripts: one conversation as a file to keep, with everything that was said and done in it."""
