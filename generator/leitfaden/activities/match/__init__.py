"""Match things to what belongs to them."""
