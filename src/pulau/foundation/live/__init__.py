"""What happens elsewhere, seen at once: events of a thing, streamed to who follows it, or asked for again and again."""
