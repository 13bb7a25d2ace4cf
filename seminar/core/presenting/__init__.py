"""Present published results in the words of forms, views and sketches, the same for all kinds."""
