"""Where in the world a place name can lie: a table of places, and how one of several is chosen."""
