"""The steps of a run: load, check, publish. What is done is not done again."""
