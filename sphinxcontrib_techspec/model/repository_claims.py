"""What the repository says of the items of a project, by what they claim."""

from __future__ import annotations

from pathlib import Path

from ..repository import Sources
from .api_claims import ApiClaims
from .schema_claims import SchemaClaims
from .setting_claims import SettingClaims
from .versions import VersionClaims


class RepositoryClaims:
    """The comparisons of a project with its repository.

    Attributes:
        versions: what the repository says of versions.
        api: what its API documents and routes say of endpoints.
        schemas: what its classes and tables say of entities.
        settings: what its examples of environment files say of settings.
    """

    def __init__(
        self, sources: Sources | None = None, folder: Path | None = None
    ) -> None:
        """Take the repository.

        Args:
            sources: its files; `None` where none are looked for.
            folder: the source folder.
        """
        folder = folder or Path()
        self.versions = VersionClaims(sources, folder)
        self.api = ApiClaims(sources, folder)
        self.schemas = SchemaClaims(sources, folder)
        self.settings = SettingClaims(sources, folder)
