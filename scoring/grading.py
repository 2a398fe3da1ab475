"""Pack -> Grade, the whole way: files, profile, facts, judgement. The only module here that touches the disk for a grade."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scoring.extraction import Progress, facts_of_files
from scoring.facts.model import FileFacts
from scoring.isolation.processes import warm_up
from scoring.judge import Grade, grade
from scoring.limits import Limits
from scoring.override_model import Override
from scoring.overrides.apply import with_overrides
from scoring.pack import Pack, open_pack
from scoring.profile import Profile, ProfileError, parse_profile
from scoring.rubric import Rubric, load_rubric
from scoring.rubric.loader import DEFAULT, check_names


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack, read: what is left is judgement, which needs no disk."""

    files: tuple[FileFacts, ...]
    profile: Profile
    rubric: Rubric


def prepare(
    path: Path,
    rubric_id: str = DEFAULT,
    profile_path: Path | None = None,
    *,
    cache: Path | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Prepared:
    """Read a folder or zip. Raises PackError, ProfileError (for a profile given by path) and RubricError."""
    rubric = load_rubric(rubric_id)
    check_names(rubric, rubric_id)
    if path.exists():
        warm_up(cache)  # the lexicon is read there while the pack is opened here
    pack = open_pack(path, limits)
    profile = _profile(pack, profile_path)
    profile = replace(profile, notices=(*profile.notices, *pack.notices))
    return Prepared(facts_of_files(pack.files, cache, workers, progress, limits), profile, rubric)


def grade_pack(path: Path, as_of: date, rubric_id: str = DEFAULT, cache: Path | None = None, workers: int | None = None) -> Grade:
    """Read and grade a folder or zip; raises as `prepare` does."""
    prepared = prepare(path, rubric_id, cache=cache, workers=workers)
    return grade_facts(prepared.files, prepared.profile, as_of, prepared.rubric)


def grade_facts(
    files: tuple[FileFacts, ...], profile: Profile, as_of: date, rubric: Rubric, overrides: tuple[Override, ...] = ()
) -> Grade:
    """Grade facts, and first by the rubrics that this one needs. Overrides are of this rubric alone; the kinds they give files hold for all."""

    def judge(these: tuple[FileFacts, ...]) -> Grade:
        others = {name: grade_facts(these, profile, as_of, load_rubric(name)) for name in rubric.needs}
        return grade(these, profile, as_of, rubric, others)

    return with_overrides(files, overrides, as_of, rubric, judge) if overrides else judge(files)


def _profile(pack: Pack, path: Path | None) -> Profile:
    """The profile given by path, else the pack's; a faulty one in the pack costs itself and is told."""
    if path is not None:
        try:
            return parse_profile(path.read_text(encoding="utf-8-sig"), path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise ProfileError(f"读不了档案 {path.name}：{getattr(error, 'strerror', None) or '不是 UTF-8 文本'}") from error
    if pack.profile is None:
        return Profile(notices=("没有档案（profile.yaml），企业名称、行业、审核期和删减都未知；请在材料文件夹放一份 profile.yaml",))
    try:
        return parse_profile(pack.profile)
    except ProfileError as error:
        return replace(Profile(), notices=(f"{error}；本次按没有档案评",))
