import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0002_tombstone")]

    operations = [
        migrations.CreateModel(
            name="JudgementRow",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("verdict", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("claims", models.JSONField()),
                ("record", models.CharField(db_index=True, max_length=64)),
                ("withdrawn_seq", models.PositiveBigIntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(blank=True, default="")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="store.case",
                    ),
                ),
            ],
            options={"ordering": ("seq",)},
        ),
    ]
