"""What every test starts from."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The tests read English, whatever the machine speaks.
os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"
os.environ["LANGUAGE"] = "en"
