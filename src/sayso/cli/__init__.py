"""The command line: asks desk, shows the answer."""
