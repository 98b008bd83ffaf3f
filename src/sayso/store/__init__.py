"""Django models: a projection of log and objects that can be asked questions."""
