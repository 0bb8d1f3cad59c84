from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0003_revoked_on"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="publishedevent",
            name="pub_event_by_kind",
        ),
        migrations.AddIndex(
            model_name="publishedevent",
            index=models.Index(fields=["kind", "-day", "-published_at", "id"], name="pub_event_newest"),
        ),
        migrations.AddIndex(
            model_name="publishedunit",
            index=models.Index(fields=["province", "name", "slug"], name="pub_unit_in_province"),
        ),
        migrations.AddIndex(
            model_name="publishedunit",
            index=models.Index(
                fields=["province", "region_code", "declared_on", "symbolic", "silent", "title", "since", "until"],
                name="pub_unit_counts",
            ),
        ),
    ]
