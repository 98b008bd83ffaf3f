from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0004_erased_judgements")]

    operations = [
        migrations.CreateModel(
            name="Unread",
            fields=[("digest", models.CharField(max_length=64, primary_key=True, serialize=False))],
        ),
    ]
