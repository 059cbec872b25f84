"""Words for programs that have none: phrases of operations, put together and paraphrased."""
