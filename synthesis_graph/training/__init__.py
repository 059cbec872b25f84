"""Fits the weights of the embedded engine on tasks with reference code. Not imported by anything that serves."""
