"""Export what a room was shown, as CSV, XLSX and JSON; never an answer."""
