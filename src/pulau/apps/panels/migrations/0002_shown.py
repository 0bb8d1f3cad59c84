"""When the votes of a panel were shown: who leaves afterwards hides them no more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("panels", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="panel",
            name="shown_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
