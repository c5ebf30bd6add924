"""Spread likes, reposts, replies and messages to one person over time."""
