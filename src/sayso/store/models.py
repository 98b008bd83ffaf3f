"""Rows: what log and objects hold, laid out to be asked.

Everything here can be made anew from the custody log and the objects
(`sayso reindex`); nothing stands here alone. Rows hold data and constraints;
acts live in `sayso.desk`, projection in `sayso.store.projection`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

DIGEST_CHARS = 64


def digest_field(*, db_index: bool = False) -> models.CharField[str, str]:
    """Return a column for a SHA-256 in hexadecimal."""
    return models.CharField(max_length=DIGEST_CHARS, db_index=db_index)


class Applied(models.Model):
    """How far the projection has followed the log: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    line_digest = models.CharField(max_length=DIGEST_CHARS, default="", blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="applied_is_one_row"),)


class Unread(models.Model):
    """A record that could not be read when the rows on it were made: damaged, or missing."""

    digest = models.CharField(max_length=DIGEST_CHARS, primary_key=True)


class Case(models.Model):
    """A question that somebody works on, and its material."""

    slug = models.CharField(max_length=80, primary_key=True)
    title = models.CharField(max_length=300, unique=True)
    opened_seq = models.PositiveBigIntegerField()
    opened_at = models.DateTimeField()


class Exhibit(models.Model):
    """Bytes kept as they came, once."""

    digest = models.CharField(max_length=DIGEST_CHARS, primary_key=True)
    size_bytes = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    first_seq = models.PositiveBigIntegerField()


class Item(models.Model):
    """A piece of material in a case: an exhibit under one name, with what is recorded about it now."""

    id = models.CharField(max_length=16, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items")
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="items")
    doc_id = models.CharField(max_length=300)  # its short name in the case
    file_name = models.TextField()  # as its source named it; shown, never used as a path
    description = models.JSONField()
    description_digest = digest_field()
    sidecar_digest = models.CharField(max_length=DIGEST_CHARS, default="", blank=True)
    gaps = models.JSONField(default=list)
    first_seq = models.PositiveBigIntegerField()
    first_at = models.DateTimeField()

    class Meta:
        ordering = ("first_seq",)
        constraints = (
            models.UniqueConstraint(fields=("case", "exhibit", "doc_id"), name="item_once_under_a_name"),
        )


class Tombstone(models.Model):
    """That an exhibit was erased: when, and why; it stands in no other table any more."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    exhibit = digest_field(db_index=True)
    reason = models.TextField()
    cases = models.JSONField()  # slugs
    items = models.JSONField()  # their ids

    class Meta:
        ordering = ("seq",)


class ItemEvent(models.Model):
    """One act on an item: that it came in (again), or that what is recorded about it was corrected."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    description_digest = digest_field()

    class Meta:
        ordering = ("seq",)


class Derivative(models.Model):
    """One run of a method: what it was, what it was made from, and where its result is kept."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)  # "text", "claims", "fingerprint", "copies", "comparison"
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="derivatives")
    method = models.JSONField()
    inputs = models.JSONField()
    key = digest_field(db_index=True)  # of kind, method and inputs: the same key, nothing to do
    output = digest_field()

    class Meta:
        ordering = ("seq",)


class JudgementRow(models.Model):
    """What a person said of claims of a case, and whether that was taken back."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=40)
    reason = models.TextField()
    claims = models.JSONField()  # as `desk.judgements` keeps them: item, exhibit, place and words
    record = digest_field(db_index=True)
    withdrawn_seq = models.PositiveBigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(default="", blank=True)
    exhibits = models.JSONField(default=list)  # in which the claims stand
    named = models.JSONField(default=list)  # the claims' ids when they were judged; [] in older entries
    erased_seq = models.PositiveBigIntegerField(null=True)  # `claims` is [] then

    class Meta:
        ordering = ("seq",)


class ClaimRow(models.Model):
    """A claim of a claims derivative, laid out to be searched."""

    derivative = models.ForeignKey(Derivative, on_delete=models.PROTECT, related_name="claims")
    position = models.PositiveIntegerField()
    claim_id = digest_field(db_index=True)
    speaker = models.TextField(db_index=True)
    act = models.CharField(max_length=40)
    record = models.JSONField()

    class Meta:
        ordering = ("derivative", "position")
        constraints = (
            models.UniqueConstraint(fields=("derivative", "position"), name="claim_place_in_record"),
        )


class CopyRow(models.Model):
    """A copy of a copies derivative, laid out to be searched from both sides."""

    derivative = models.ForeignKey(Derivative, on_delete=models.PROTECT, related_name="copies")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    query = digest_field(db_index=True)
    found = digest_field(db_index=True)
    score = models.FloatField()
    record = models.JSONField()

    class Meta:
        ordering = ("derivative", "position")
