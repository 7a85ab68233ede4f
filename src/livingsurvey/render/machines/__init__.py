"""What programs read of a survey. A fact that nobody gave is left out, never made up."""
