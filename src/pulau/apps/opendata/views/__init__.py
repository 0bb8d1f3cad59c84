"""What others take: pages and files of releases, feeds, badges, pictures, maps for search engines."""
