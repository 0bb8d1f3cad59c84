"""What people subscribe to: Atom (RFC 4287), JSON Feed 1.1 and iCalendar (RFC 5545), written from plain values."""
