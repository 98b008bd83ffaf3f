"""The one Django app."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Names the app; nothing happens on start."""

    name = "sayso.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
