"""Field evaluation: presentation, visit, checklists on a phone, photos, mystery shopper, interviews, survey."""
