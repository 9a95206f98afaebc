"""Cards without front matter; licences in words."""

import pytest
from huggingface_hub import ModelInfo

from app.hub.card import body_of, licence

PAGE = "https://hub.example/o/m"


@pytest.mark.parametrize(
    ("readme", "body"),
    [
        ("---\nlicense: mit\n---\n# Title\n", "# Title\n"),
        ("\ufeff---\r\nlicense: mit\r\n---\r\n\r\n# Title", "# Title"),
        ("---\n---\nText", "Text"),
        ("# Title\n\n---\n\nBelow a rule\n\n---\n", "# Title\n\n---\n\nBelow a rule\n\n---\n"),
        ("---\nnever closed", "---\nnever closed"),
        ("---\na: b\n---", ""),
        ("", ""),
    ],
)
def test_front_matter(readme, body):
    assert body_of(readme) == body


def _model(card, files=(), tags=()):
    siblings = [{"rfilename": name} for name in files]
    return ModelInfo(id="o/m", cardData=card, siblings=siblings, tags=list(tags))


@pytest.mark.parametrize(
    ("card", "files", "name", "link"),
    [
        ({"license": "mit"}, (), "MIT License", "https://opensource.org/license/mit"),
        ({"license": "mit"}, ("LICENSE",), "MIT License", f"{PAGE}/blob/main/LICENSE"),
        ({"license": "gemma"}, (), "Gemma Terms of Use", "https://ai.google.dev/gemma/terms"),
        (
            {"license": "other", "license_name": "own", "license_link": "./TERMS.md"},
            (),
            "own",
            f"{PAGE}/blob/main/TERMS.md",
        ),
        ({"license": "other", "license_link": "javascript://x"}, (), "", ""),
        ({"license": ["openrail"]}, (), "openrail", ""),
        ({}, (), "", ""),
        ({"license": 3, "license_name": None}, (), "", ""),
    ],
)
def test_licences(card, files, name, link):
    assert licence(_model(card, files), PAGE) == (name, link)


def test_the_hubs_tag_counts_when_there_is_no_card():
    assert licence(_model(None, tags=["license:apache-2.0"]), PAGE)[0] == "Apache License 2.0"
