"""Choose one of several answers, or all that hold."""
