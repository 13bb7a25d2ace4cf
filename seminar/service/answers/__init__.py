"""Take answers in, and publish the results of a round."""
