"""The load panel: which pair is loaded, how, and what that takes."""
