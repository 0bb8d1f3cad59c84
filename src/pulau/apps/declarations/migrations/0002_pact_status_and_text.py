from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("declarations", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="pact", name="one_pact_a_year"),
        migrations.AddField(model_name="pact", name="status", field=models.CharField(blank=True, max_length=12)),
        migrations.AddField(model_name="pact", name="text", field=models.JSONField(blank=True, null=True)),
        migrations.AddConstraint(
            model_name="pact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("employee__isnull", False), ("state__in", ("due", "drawn", "signed", "refused"))),
                fields=("tenant", "employee", "year", "kind", "unit"),
                name="one_pact_a_year",
            ),
        ),
    ]
