"""Documents -> typed facts with provenance. What one file says, whoever asks and whenever: no profile, no date, no rubric."""
