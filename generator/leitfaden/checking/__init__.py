"""What can only be seen when everything is read: who refers to what, and whether it is there."""

from leitfaden.checking.checker import Checker, check

__all__ = ["Checker", "check"]
