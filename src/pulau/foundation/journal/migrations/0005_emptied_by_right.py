"""The one function by which the application empties an entry, where a law demands it."""

from django.db import migrations

from pulau.foundation.journal.guard import put_emptying, take_emptying_away


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_alter_entry_outbox")]

    operations = [migrations.RunPython(put_emptying, take_emptying_away)]
