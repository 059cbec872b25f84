"""Programs sampled from the grammar: signatures, inputs, what the search finds on them, and what is drawn of that."""
