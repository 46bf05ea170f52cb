"""Versions: release commits, what changed between two versions, the step that it needs, and the next release."""
