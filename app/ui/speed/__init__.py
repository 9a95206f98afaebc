"""The live panel: what speculation does, as numbers and charts."""
