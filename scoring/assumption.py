"""What of the profile is read from the evidence.

Without a name: the holder of the business licence, else the commonest issuer. Former names: from registrars' notices.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from scoring.facts.model import FileFacts
from scoring.ownership import same_name
from scoring.profile import Profile


def with_assumed_name(profile: Profile, files: Iterable[FileFacts]) -> Profile:
    """The profile, with a name read from the files where it has none; a notice says so."""
    if profile.name:
        return profile
    files = sorted(files, key=lambda one: one.path)
    licences = Counter(name for facts in files for one in facts.instruments if one.kind == "business_licence" for name in one.holders)
    issuers = Counter(name for facts in files for name in {one.name for one in facts.organisations if one.role == "issuer"})
    ranked = sorted((licences or issuers).items(), key=lambda one: (-one[1], one[0]))
    if not ranked:
        return profile
    name = ranked[0][0]
    where = "营业执照" if licences else "多数文件的落款"
    note = f"档案没有给出企业名称，按{where}推定为“{name}”；如不对，请在 profile.yaml 写明 enterprise.name 后重评"
    return replace(profile, name=name, assumed=True, notices=(*profile.notices, note))


def with_former_names(profile: Profile, files: Iterable[FileFacts]) -> Profile:
    """The profile with the names the enterprise had before, back over several changes; a notice for another credit code is not its own."""
    notices = [one for facts in files if facts.marks.draft is None and facts.marks.void is None for one in facts.renamings]
    ours = [one for one in notices if not one.code or not profile.uscc or one.code == profile.uscc]
    names = [profile.name] if profile.name else []
    for name in names:  # grows while older names are found
        names += [one.old for one in ours if same_name(one.new, name) and not any(same_name(one.old, known) for known in names)]
    return replace(profile, former_names=tuple(sorted(names[1:]))) if names[1:] else profile
