"""Mark the places of a thread where it goes wrong, or right, and say why."""
