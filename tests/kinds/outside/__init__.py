"""What stands outside the program: a package that brings a kind of its own. Nothing imports it from
here; a test installs it elsewhere."""
