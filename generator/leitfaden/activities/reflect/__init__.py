"""A question to oneself, or an observation log. Kept, never scored."""
