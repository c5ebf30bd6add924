"""Rate the posts of a thread, or statements, on a named scale."""
