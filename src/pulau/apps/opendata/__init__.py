"""Open data: releases, read API, feeds, badges and pictures, all made of published rows alone."""
