"""Training data made from the table and from real code, and the weights fitted on it. Not imported by anything that serves."""
