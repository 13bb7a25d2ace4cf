"""What may leave a tally, for every channel at once. The strictest channel decides, so there is only this one rule.

The rules are `domain.md` 3.4 (k-rules); numbers in comments refer to its table.
"""
