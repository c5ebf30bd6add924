"""From folders to a course: `read_course` parses every file once and assembles what validates."""

from leitfaden.reading.reader import Reader, read_course

__all__ = ["Reader", "read_course"]
