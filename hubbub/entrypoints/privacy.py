"""The jobs about personal data, which workers and the command line run alike."""

from collections.abc import Mapping

from hubbub.features.privacy.erasing import JOB as ERASURE
from hubbub.features.privacy.erasing import Erasing
from hubbub.features.privacy.exporting import JOB as EXPORT
from hubbub.features.privacy.exporting import Exporting
from hubbub.kernel.files.files import Files
from hubbub.kernel.jobs.running import Handler
from hubbub.kernel.settings import Settings


def privacy_jobs(settings: Settings) -> Mapping[str, Handler]:
    """What does each of them."""
    files = Files(settings.home)
    return {EXPORT: Exporting(files).run, ERASURE: Erasing(files).run}
