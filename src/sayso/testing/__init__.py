"""Contract tests and makers, for sayso's own tests and for those who add to it."""
