"""Complete a post or a guideline: choose for each blank, or type."""
