"""Write a post or reply, compare it with others, rate it oneself. Never scored."""
