"""Say whether a statement holds."""
