"""Find a way through a conversation over days, in which decisions have consequences."""
