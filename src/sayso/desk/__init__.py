"""What a person does: one file an act."""
