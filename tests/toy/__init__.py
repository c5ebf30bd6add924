"""A kind and a format that Leitfaden doesn't know: what somebody writes who adds one."""
