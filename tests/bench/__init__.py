"""The benchmark: `python -m tests.bench`. Not a test; pytest collects nothing here."""
