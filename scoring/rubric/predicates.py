"""The closed set of predicates a rubric may use, as data. What each one means is in scoring/predicates, a file a kind.

Kinds, concepts, record kinds, roles and promise subjects are ids of the lexicon (scoring/lexicon); the loader checks them.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Parameters(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Provided(Parameters):
    """A valid paper, chapter or sheet of one of `kinds` with content below its title."""

    is_: Literal["provided"] = Field(alias="is")
    kinds: tuple[str, ...] = Field(min_length=1)
    in_period: bool = False
    outside: bool = False  # issued by another organisation


class Stated(Parameters):
    """Valid papers state all of `concepts` and at least `at_least` of `any_of`, in papers or chapters of `kinds` (empty: any).

    `public`: the carrier faces customers, or says where it is posted (ruling 13). `together`: all in one file. `this_year`: said of
    the year of the date of evaluation. `in_force`: no term named with it has run out.
    """

    is_: Literal["stated"] = Field(alias="is")
    concepts: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    at_least: int = Field(default=1, ge=1)
    kinds: tuple[str, ...] = ()
    public: bool = False
    together: bool = False
    in_period: bool = False
    this_year: bool = False
    in_force: bool = False
    undisputed: tuple[str, ...] = ()  # subjects of lexicon/claims.yaml that papers must not contradict (ruling 5)
    unless: tuple[str, ...] = ()  # concepts that undo the statement where no other valid paper states it without them

    @model_validator(mode="after")
    def _something(self) -> "Stated":
        if not self.concepts and not self.any_of:
            raise ValueError("concepts 与 any_of 至少写一项")
        if self.any_of and self.at_least > len(self.any_of):
            raise ValueError("at_least 大于 any_of 的项数")
        return self


class Counted(Parameters):
    """At least `at_least` records (or dated statements of `concepts`) exist; with `in_period` they must be dated in the period.

    `concepts`: a record counts only if its row states one of them. `filled`: these roles hold something; a nested list
    means any of them.
    """

    is_: Literal["counted"] = Field(alias="is")
    records: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    filled: tuple[str | tuple[str, ...], ...] = ()
    at_least: int = Field(default=1, ge=1)
    in_period: bool = True
    attested: tuple[str, ...] = ()  # concepts that must be stated in the same file, unless a role of `filled` shows it
    # Records of a file that affirms one of these concepts, and none of `concepts`, do not count: 收回有效问卷 0 份.
    unless: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _something(self) -> "Counted":
        if not self.records and not self.concepts:
            raise ValueError("records 与 concepts 至少写一项")
        return self


class Filled(Parameters):
    """Every role holds something; a nested list means any of them.

    `linked` roles may also be proved by a record elsewhere. `fallback`: roles that stand in where the table has no column
    for the role at all (a delivery list without signer, but with the time of signing).
    """

    test: Literal["filled"]
    roles: tuple[str | tuple[str, ...], ...] = Field(min_length=1)
    fallback: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    linked: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # role -> record kinds that refer to this one


class Passed(Parameters):
    """The first of `roles` that holds something says yes (合格, 已解决, 关闭) and not no; an empty one fails unless `or_filled` holds."""

    test: Literal["passed"]
    roles: tuple[str, ...] = Field(min_length=1)
    or_filled: tuple[str, ...] = ()


class Within(Parameters):
    """The time between two roles keeps the enterprise's own promise (tiers by ruling 4).

    `start`: the first role that holds a time. `ends` maps the end to the subjects of its promise, in order: a visit on
    site is held against the promise of a visit, a first reply against that of a reply.
    """

    test: Literal["within"]
    start: tuple[str, ...] = Field(min_length=1)
    ends: dict[str, tuple[str, ...]] = Field(min_length=1)

    @property
    def subjects(self) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(self.ends.values()))


class Linked(Parameters):
    """Another record refers to this one, by number, or by customer and date where neither has a number."""

    test: Literal["linked"]
    records: tuple[str, ...] = Field(min_length=1)
    or_filled: tuple[str, ...] = ()


class Qualified(Parameters):
    """The certificate a post requires is held and has not expired (clause on staff)."""

    test: Literal["qualified"]


RowTest = Annotated[Filled | Passed | Within | Linked | Qualified, Field(discriminator="test")]


class Sampled(Parameters):
    """All readable records in the period are the sample; a record passes if every test holds (ruling 3).

    `otherwise`: records to take where there are none of `records`, if they name the services they belong to.
    `none_declared`: a written statement that there was none, which
    counts where no record speaks against it; `ledger` concepts must then be stated as well. `pending`: open records
    whose time limit on that subject has not run out are left out (ruling 15).
    """

    is_: Literal["sampled"] = Field(alias="is")
    records: tuple[str, ...] = Field(min_length=1)
    otherwise: tuple[str, ...] = ()
    tests: tuple[RowTest, ...] = Field(min_length=1)
    in_period: bool = True
    only_required: bool = False  # staff: only posts that require a certificate
    none_declared: str | None = None
    ledger: tuple[str, ...] = ()
    pending: str | None = None


class Covered(Parameters):
    """The sample is the sales regions; one passes if it has an own outlet, or an entrusted one with an agreement in force."""

    is_: Literal["covered"] = Field(alias="is")
    regions: tuple[str, ...] = Field(min_length=1)
    outlets: tuple[str, ...] = Field(min_length=1)
    agreements: tuple[str, ...] = Field(min_length=1)
    remote: str | None = None  # concept that stands for coverage of an online-only service (ruling 20)


class Staffed(Parameters):
    """Valid personal certificates of `certificates` ≥ max(1, ⌈managers × percent⌉)."""

    is_: Literal["staffed"] = Field(alias="is")
    managers: tuple[str, ...] = Field(min_length=1)
    certificates: tuple[str, ...] = Field(min_length=1)
    holders: tuple[str, ...] = ()  # record kinds that list certificate holders
    percent: Decimal = Field(gt=0)


class Certified(Parameters):
    """A paper with a term or a date (certificate, insurance, report) that is the enterprise's own and in force at the date.

    `within_months`: issued no longer ago than that. `concluded`: it says passed. `traded`: the enterprise may be the
    client, dealer or authorised party of a report on another's product (ruling 2).
    """

    is_: Literal["certified"] = Field(alias="is")
    kinds: tuple[str, ...] = Field(min_length=1)
    within_months: int | None = None
    concluded: bool = False
    traded: bool = False


class Consistent(Parameters):
    """The same matter has the same value wherever the enterprise promises it."""

    is_: Literal["consistent"] = Field(alias="is")
    subjects: tuple[str, ...] = Field(min_length=1)
    kinds: tuple[str, ...] = Field(min_length=1)


class Promised(Parameters):
    """A promise on one of `subjects` stands in papers of `kinds`; `public` as in Stated; `agreed`: papers must not contradict (ruling 5)."""

    is_: Literal["promised"] = Field(alias="is")
    subjects: tuple[str, ...] = Field(min_length=1)
    kinds: tuple[str, ...] = ()
    public: bool = False
    agreed: bool = False


class Minima(Parameters):
    """No promise falls below the statutory minimum of the industry (ruling 18); industries without minima pass."""

    is_: Literal["minima"] = Field(alias="is")
    kinds: tuple[str, ...] = ()


class Laws(Parameters):
    """A list of laws names the general and the industry's required laws and no abolished law without saying so."""

    is_: Literal["laws"] = Field(alias="is")
    records: tuple[str, ...] = Field(min_length=1)


class Quantified(Parameters):
    """A table of `records` has a row whose `role` is more than nothing; `this_year`: the table is for the year of the date."""

    is_: Literal["quantified"] = Field(alias="is")
    records: tuple[str, ...] = Field(min_length=1)
    role: str
    this_year: bool = False


class Topic(Parameters):
    """A theme a manual must have; `excluded_with`: not asked for where all these clauses are excluded."""

    name: str
    kinds: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    excluded_with: tuple[str, ...] = ()


class Topics(Parameters):
    """A valid paper of `kinds` covers every topic, itself or through a separately issued rule it refers to (ruling 12)."""

    is_: Literal["topics"] = Field(alias="is")
    kinds: tuple[str, ...] = Field(min_length=1)
    topics: tuple[Topic, ...] = Field(min_length=1)


class Graded(Parameters):
    """The result of another rubric reaches `at_least` points or the level `level`."""

    is_: Literal["graded"] = Field(alias="is")
    rubric: str
    at_least: Decimal | None = None
    level: str | None = None


class AnyOf(Parameters):
    """The best outcome of several predicates."""

    is_: Literal["any_of"] = Field(alias="is")
    of: tuple["Predicate", ...] = Field(min_length=2)


class AllOf(Parameters):
    """The worst outcome of several predicates."""

    is_: Literal["all_of"] = Field(alias="is")
    of: tuple["Predicate", ...] = Field(min_length=2)


Predicate = Annotated[
    Provided
    | Stated
    | Counted
    | Sampled
    | Covered
    | Staffed
    | Certified
    | Consistent
    | Promised
    | Minima
    | Laws
    | Quantified
    | Topics
    | Graded
    | AnyOf
    | AllOf,
    Field(discriminator="is_"),
]
SAMPLING = (Sampled, Covered)  # these give k of n; a clause in mode sample_ratio has exactly one of them

AnyOf.model_rebuild()
AllOf.model_rebuild()
