"""Years before today in more bodies: invented ones, so that growth and national figures have something to show."""
