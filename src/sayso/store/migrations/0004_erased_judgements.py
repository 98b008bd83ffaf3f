from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0003_judgements")]

    operations = [
        migrations.AddField("judgementrow", "exhibits", models.JSONField(default=list)),
        migrations.AddField("judgementrow", "named", models.JSONField(default=list)),
        migrations.AddField("judgementrow", "erased_seq", models.PositiveBigIntegerField(null=True)),
    ]
