"""Long-running work, one QThread each; QtCore only."""
