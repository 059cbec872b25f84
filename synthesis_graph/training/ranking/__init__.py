"""The weights of the ranker and of the confidence, fitted on labelled candidates."""
