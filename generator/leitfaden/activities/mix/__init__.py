"""Compose a week of posts that keeps the author's rules."""
