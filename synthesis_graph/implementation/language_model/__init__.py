"""What engines over a language model share: prompts, packing, reading answers, repair. Knows no model library.

`writing` is the contract of a writer (text in, texts out); `transformers` and `openai` are the writers.
"""
