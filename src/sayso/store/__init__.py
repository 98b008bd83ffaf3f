"""Django models: a projection of log and objects that can be asked questions.

Importing this room prepares Django, so that its models can be imported in any order.
"""

from sayso.store.django_setup import prepare_django

prepare_django()
