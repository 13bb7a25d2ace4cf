"""Follow up."""
