"""What editors do: to pages, and to announcements."""
