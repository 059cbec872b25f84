"""The knowledge base: a text query in, snippets of working Python out.

Owns harvesting (tree-sitter), embedding, the index (FAISS and BM25) and search. Knows nothing of specifications,
engines or serving; the retriever stage stands above it. `search.Retriever` is the door for reading,
`build.build_index` the one for writing, `default_index.ensure_default_index` the one for who configured nothing.
"""
