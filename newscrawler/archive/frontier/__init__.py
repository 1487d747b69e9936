"""The frontier: which pages are known, which are due, who holds them. Rows of `pages`, nothing else."""
