"""Django without domain: what every capability stands on."""
