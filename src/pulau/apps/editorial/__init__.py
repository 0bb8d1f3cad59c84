"""Pages that the operator's editors write for everybody: about, guide, news, announcements, and two statements."""
