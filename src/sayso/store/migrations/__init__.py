"""Migrations of the projection."""
