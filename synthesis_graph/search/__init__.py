"""Typed, guided search for programs: enumeration by cost, with goals, over the operations table."""
