// What a printed page needs that a screen does not.
