"""Charts and timelines drawn: as SVG whose text is text, with the data beside it, and as files to take away."""
