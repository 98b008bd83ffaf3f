"""A case -> a dossier that can be read, and checked, without sayso."""
