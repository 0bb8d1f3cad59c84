"""Answers may say that they were carried over from last year."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("worksheets", "0002_evidence"),)

    operations = (
        migrations.AlterField(
            model_name="answer",
            name="source",
            field=models.CharField(
                choices=[
                    ("typed", "Typed"),
                    ("imported", "Imported"),
                    ("restored", "Restored"),
                    ("proposed", "Proposed"),
                    ("carried", "Carried"),
                ],
                max_length=16,
            ),
        ),
    )
