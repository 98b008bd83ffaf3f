from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("exhibit", models.CharField(db_index=True, max_length=64)),
                ("reason", models.TextField()),
                ("cases", models.JSONField()),
                ("items", models.JSONField()),
            ],
            options={"ordering": ("seq",)},
        ),
    ]
