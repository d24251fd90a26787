"""Technologies without a version to pin: hosted services, platforms, descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..patterns import regex
from .known_technologies import KNOWN, PHRASES, PROTOCOLS

HOSTED = (
    "Algolia", "Amazon S3", "Amplitude", "Auth0", "AWS", "Azure",
    "Bitbucket Pipelines", "Bunny CDN", "CircleCI", "Clerk", "Cloudflare",
    "Cloudinary", "CloudFront", "CloudWatch", "Codecov", "Datadog", "Dependabot",
    "DigitalOcean", "DNSimple", "DynamoDB", "Fastly", "Firebase", "Fly.io", "GCP",
    "GitHub", "GitHub Actions", "GitLab CI", "GitLab.com", "Google Analytics",
    "Google Cloud", "Heroku", "Hetzner", "Honeycomb", "Let's Encrypt", "Linode",
    "Mailgun", "Mailjet", "Mixpanel", "MongoDB Atlas", "Neon", "Netlify", "New Relic",
    "Okta", "OpenAI", "OpenRouter", "PagerDuty", "PlanetScale", "Plausible Cloud",
    "PostHog", "PostHog Cloud", "Postmark", "Railway", "Read the Docs", "Render",
    "Resend", "Route 53", "S3", "SendGrid", "Sentry", "Sentry.io", "Slack", "SQS",
    "Stripe", "Supabase", "Supabase Cloud", "Travis CI", "Twilio", "Upstash",
    "Vercel", "Vultr", "Xcode Cloud",
)  # fmt: skip
"""Hosted services by name, and providers whose services begin with their name."""

_PROVIDERS = (
    "amazon", "aws", "azure", "cloudflare", "digitalocean", "firebase", "gcp", "github",
    "google cloud", "hetzner", "openrouter", "supabase", "vercel", "vultr",
)  # fmt: skip
_NAMES = frozenset(name.lower() for name in HOSTED)
_INSTALLED = ("cli", "sdk", "client", "library", "toolkit", "provider")
"""Last words of things of a provider that are installed, with a version."""


_FEATURES = frozenset(
    "localstorage sessionstorage indexeddb websocket websockets webrtc webgl html html5"
    " css css3 filesystem cron crontab git i/o stdio stdin stdout stderr stdin/stdout"
    " stdin/stdout/stderr".split()
)
"""Parts of platforms and standards that have no version of their own."""
_STYLES = PROTOCOLS | {"rest", "restful"}
"""Protocols, and how an API is made, which are no products."""

_STREAMS = (["standard", "input"], ["standard", "output"], ["standard", "error"])
_KINDS = frozenset(
    "api apis cookie cookies directory file files filesystem folder script scripts"
    " table tables volume volumes".split()
)
"""Last words of descriptions: *Web Speech API*, *session cookie*."""
_OWN = frozenset(
    "bespoke custom custom-built custom-made hand-written handwritten home-grown"
    " homegrown in-house inhouse native own plain self-built self-made self-written"
    " vanilla".split()
)
"""First words of what is made for the project, and of a language without a framework:
it has no version of its own."""
_SMALL_WORDS = frozenset(
    "a an and as at behind between by for from in inside into of on or over per the to"
    " under using via with within".split()
)
_THROUGH = regex(
    r"\((?:via|by|from|in|managed by|through|provided by) (?P<name>[^()]{1,80})\)$",
    re.IGNORECASE,
)
"""The service that a technology is a part of: ``bcrypt (via Supabase)``."""


_EXTENSIONS = regex(
    r"(?:(?:recommended|browser|chrome|editor|firefox|ide|jetbrains|visual studio code"
    r"|vs ?code)(?: and)? ){0,3}(?:extensions?|add-?ons?)",
    re.IGNORECASE,
)
"""Roles of what an editor or a browser keeps up to date by itself."""

_SERVICE = regex(
    r"(?<!self-)(?<!self )\b(?:saas|hosted"
    r"|(?:cloud|external|hosted|managed|third[- ]party) (?:service|provider|platform)s?"
    r"|hosting provider)\b",
    re.IGNORECASE,
)
"""Words of a role or a note for what its provider runs."""


def is_service(*texts: str) -> bool:
    """Return whether a role or a note says that there is no version to choose.

    Args:
        texts: the role, such as *Browser extensions* or *External services*, and the
            note, such as *SaaS*.
    """
    return any(
        _EXTENSIONS.fullmatch(text.strip()) or _SERVICE.search(text) for text in texts
    )


def is_hosted(name: str) -> bool:
    """Return whether a technology is a service that its provider runs.

    Args:
        name: its name: a service of the list, ``AWS S3`` and its like, or one of these
            with words around it, such as ``shared GitHub Actions``.
    """
    lower = " ".join(name.lower().replace("/", " ").split())
    if name.lower() in _NAMES or lower in _NAMES:
        return True
    words = lower.split()
    if words and words[-1] in _INSTALLED:
        return False
    if any(lower.startswith(f"{word} ") for word in _PROVIDERS):
        return True
    ends = (" ".join(words[start:]) for start in range(1, len(words) - 1))
    return any(end in _NAMES for end in ends)


def is_feature(word: str) -> bool:
    """Return whether a word is a part of a platform or a standard: *localStorage*."""
    return word.lower() in _FEATURES


def has_version(name: str) -> bool:
    """Return whether a technology is a product whose version can be pinned.

    It is not for a hosted service, for a part of a platform (*Web Speech API*), for
    words that describe something: *an LLM*, *images on the file system*; and for what
    is made for the project: *custom middleware for Hono*.

    Args:
        name: its name.
    """
    if is_hosted(name) or "=" in name or "()" in name:
        return False
    through = _THROUGH.search(name)
    if through and (
        is_hosted(through["name"]) or through["name"].lower() in _PROVIDERS
    ):
        return False
    words = name.split()
    lower = [word.lower().strip(",;:`") for word in words]
    if len(words) > 1 and lower[lower[0] in {"our", "the"}] in _OWN:
        return False
    small = (number for number, word in enumerate(lower) if word in _SMALL_WORDS)
    first = next(small, len(words))
    head = lower[:first]
    if (
        not head
        or head[-1] in _FEATURES
        or head[:2] in _STREAMS
        or (len(head) == 1 and head[0] in _KINDS)
        or (len(words) == 1 and head[0] in _STYLES)
    ):
        return False
    if head[0] in KNOWN or " ".join(head) in PHRASES:
        return len(head) == 1 or head[-1] not in _KINDS
    if len(words) == 1:
        return True
    if len(head) > 1 and head[-1] in _KINDS:
        return False
    is_name = any(any(map(_is_mark, word)) for word in words[:first])
    is_long = first > 3 and any(word.islower() for word in words[:first])
    return is_name and not is_long and not _is_sentence_case(words[:first])


def _is_sentence_case(words: Sequence[str]) -> bool:
    """Return whether several words have one capital, which is their first letter.

    That is how a text begins: *Noise level detection*. Two may be a product and what it
    is: *Portainer stack*.
    """
    return len(words) > _LONGEST_NAME and not any(map(_is_mark, "".join(words)[1:]))


_LONGEST_NAME = 2
"""The most words of a product's name of which only the first has a capital."""


def _is_mark(character: str) -> bool:
    """Return whether a character marks a name: a capital, a digit, a dot."""
    return not character.islower() and character not in "-'’`"
