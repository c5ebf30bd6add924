"""Bring steps into their right sequence."""
