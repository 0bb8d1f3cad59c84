"""Four more things that the history of an account tells; only Python knows the choices."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_sign_in"),
    ]

    operations = [
        migrations.AlterField(
            model_name="signinevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("signed-in", "Masuk"),
                    ("failed", "Gagal masuk"),
                    ("password-changed", "Kata sandi diganti"),
                    ("password-reset", "Kata sandi diatur ulang lewat surel"),
                    ("factor-added", "Cara masuk ditambahkan"),
                    ("factor-removed", "Cara masuk dihapus"),
                    ("factors-reset", "Faktor kedua dihapus oleh pengelola"),
                    ("sessions-ended", "Perangkat lain dikeluarkan"),
                    ("signed-out", "Dikeluarkan dari semua perangkat oleh pengelola"),
                    ("closed", "Akun ditutup oleh pengelola"),
                    ("reopened", "Akun dibuka kembali oleh pengelola"),
                    ("details-changed", "Nama, surel, atau NIP diubah"),
                ],
                max_length=16,
            ),
        ),
    ]
