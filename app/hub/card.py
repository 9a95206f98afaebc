"""A repository's card: README without its front matter, and the licence in words."""

import re
from typing import TYPE_CHECKING

from app.hub.summaries import card_value, licence_of, texts

if TYPE_CHECKING:
    from huggingface_hub import ModelInfo

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?:.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

LICENCES: dict[str, tuple[str, str]] = {
    "apache-2.0": ("Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    "mit": ("MIT License", "https://opensource.org/license/mit"),
    "bsd-3-clause": ("BSD 3-Clause License", "https://opensource.org/license/bsd-3-clause"),
    "gpl-3.0": ("GNU General Public License 3.0", "https://www.gnu.org/licenses/gpl-3.0.html"),
    "agpl-3.0": (
        "GNU Affero General Public License 3.0",
        "https://www.gnu.org/licenses/agpl-3.0.html",
    ),
    "cc-by-4.0": (
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "cc-by-sa-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "cc-by-nc-4.0": (
        "Creative Commons Attribution-NonCommercial 4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    "gemma": ("Gemma Terms of Use", "https://ai.google.dev/gemma/terms"),
    "llama2": (
        "Llama 2 Community License",
        "https://www.llama.com/llama2/license/",
    ),
    "llama3": ("Llama 3 Community License", "https://www.llama.com/llama3/license/"),
    "llama3.1": ("Llama 3.1 Community License", "https://www.llama.com/llama3_1/license/"),
    "llama3.2": ("Llama 3.2 Community License", "https://www.llama.com/llama3_2/license/"),
    "llama3.3": ("Llama 3.3 Community License", "https://www.llama.com/llama3_3/license/"),
}
"""Names and addresses of the licences most GGUFs have, by the hub's word."""

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying)(\.(md|txt))?", re.IGNORECASE)


def body_of(readme: str) -> str:
    """Return a README as its reader sees it, without the YAML in front."""
    text = readme.removeprefix("\ufeff").replace("\r\n", "\n")
    return _FRONT_MATTER.sub("", text, count=1).lstrip("\n")


def licence(model: "ModelInfo", page: str) -> tuple[str, str]:
    """Return a licence's name to show and where to read it, "" where unknown.

    `page` is the repository's address on the hub.
    """
    word = licence_of(model)
    known_name, known_link = LICENCES.get(word, ("", ""))
    own_name = _first(texts(card_value(model, "license_name")))
    name = own_name or known_name or ("" if word in ("", "other", "unknown") else word)
    link = _first(texts(card_value(model, "license_link")))
    if link and "://" not in link:
        link = f"{page}/blob/main/{link.lstrip('./')}"
    if not link.startswith(("https://", "http://")):
        files = (file.rfilename for file in model.siblings or ())
        own = next((path for path in files if _LICENCE_FILE.fullmatch(path)), "")
        link = f"{page}/blob/main/{own}" if own else known_link
    return name, link


def _first(found: tuple[str, ...]) -> str:
    return found[0].strip() if found else ""
