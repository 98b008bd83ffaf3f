"""Django settings for the type checker alone; `sayso.store.archive` makes the real ones."""

INSTALLED_APPS = ["sayso.store.apps.StoreConfig"]
SECRET_KEY = "the type checker signs nothing"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
