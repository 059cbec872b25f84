"""Our own library of idiomatic, tested Python recipes, one module a topic.

Each public function is one recipe: a sentence that says what it does in the words people use, full type
annotations, doctests and a short idiomatic body. The recipes are material to be found and adapted: they know
nothing of the index that harvests them or of the specifications they help to solve.
"""
