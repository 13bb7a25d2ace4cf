"""Model what authors write and what a room runs: kinds of questions, exercises, programmes."""
