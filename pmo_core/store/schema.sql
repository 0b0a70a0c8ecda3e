-- The present schema. migrations/NNNN.sql lead older files here; a test builds both ways and compares.
-- Business tables have no key, unique, check or enum: uniqueness is checked by query under the write lock,
-- so that the same schema can live in a lake. Rows are immutable: no UPDATE, no DELETE, newest part wins.

create table meta (schema_version integer, created_at timestamp);

create table portfolios (portfolio varchar, demo boolean, created_at timestamp);

create table imports (
    import_id varchar, portfolio varchar, kind varchar, label varchar, sha256 varchar, mapping_sha256 varchar,
    mode varchar, who varchar, made_at timestamp, version bigint, part bigint,
    rows_read bigint, rows_loaded bigint, rows_refused bigint, rows_skipped bigint, report varchar
);
comment on column imports.import_id is 'Made when the preview is shown; the same id again returns the first result';
comment on column imports.report is 'JSON: mapping, guesses, issues, options, as shown when it was loaded';

create table parts (part bigint, portfolio varchar, kind varchar, import_id varchar, rolling boolean, created_at timestamp);
comment on column parts.rolling is 'true: each project''s own latest state counts; false: the file lists the whole portfolio per date';

create table part_fields (part bigint, field varchar, column_name varchar, unit varchar, currency varchar);
comment on column part_fields.unit is 'Unit in the source (million, thousand, one …); amounts are stored in whole units';

create table versions (version bigint, portfolio varchar, kind varchar, parent bigint, action varchar, who varchar, made_at timestamp);
comment on column versions.parent is 'Version that was current before; 0 = none. undo steps to it';

create table version_parts (version bigint, position integer, part bigint);

create table pointers (seq bigint, portfolio varchar, kind varchar, version bigint, made_at timestamp);
comment on table pointers is 'Append-only; the newest row per portfolio and kind is the current version, 0 = empty';

create table snapshots (snapshot_id varchar, portfolio varchar, kind varchar, version bigint, made_at timestamp);

create table audit (
    seq bigint, made_at timestamp, who varchar, role varchar, action varchar, object varchar, detail varchar,
    prev_hash varchar, hash varchar
);

create table mappings (
    seq bigint, mapping_id varchar, portfolio varchar, kind varchar, name varchar, fingerprint varchar,
    headers varchar[], recipe varchar, deleted boolean, who varchar, made_at timestamp
);
comment on table mappings is 'Append-only; the newest row per mapping_id counts: how files of one shape are read';
comment on column mappings.fingerprint is 'SHA-256 of the sorted distinct normalised headers';
comment on column mappings.recipe is 'JSON: mapping, answers and settled decisions of the last load of that shape';

create table checkins (
    seq bigint, checkin_id varchar, portfolio varchar, title varchar, audience varchar, as_of date,
    snapshot_id varchar, asked varchar, content varchar, sha256 varchar, method_version varchar,
    deleted boolean, who varchar, made_at timestamp
);
comment on table checkins is 'Append-only; a check-in is one row with its computed result, a deletion another';
comment on column checkins.asked is 'JSON: scenario, period, sections and redaction that it was made with';
comment on column checkins.content is 'JSON: the computed result; opening it computes nothing';
comment on column checkins.sha256 is 'Of content';

create table links (
    link_id varchar, checkin_id varchar, portfolio varchar, label varchar, token_sha256 varchar, passphrase varchar,
    may_answer boolean, may_export boolean, expires_at timestamp, who varchar, made_at timestamp
);
comment on column links.token_sha256 is 'Of the token; the token itself is kept nowhere';
comment on column links.passphrase is 'scrypt: salt and key; null = none is asked for';

create table link_events (link_id varchar, portfolio varchar, event varchar, made_at timestamp);
comment on column link_events.event is 'opened, wrong passphrase or revoked';

create table link_answers (
    answer_id varchar, link_id varchar, checkin_id varchar, portfolio varchar, subject varchar, choice varchar,
    comment varchar, name varchar, made_at timestamp
);
comment on table link_answers is 'What readers of a link said; a typed name is no proven identity';
comment on column link_answers.subject is 'The decision that was asked for; null = the check-in as a whole';

create table missing (part bigint, row integer, field varchar, kind varchar, raw varchar);
comment on table missing is 'Every cell of a mapped, typed field that holds no value: why, and what stood there';

create table scores (part bigint, row integer, name varchar, value double);
comment on table scores is 'Own criteria of projects (score.<name>)';

-- Business tables: part, row (number in the user''s file), key (unique per row within a version, as-of or
-- period included), deleted, then the fields of pmo_core/fields.py and what intake derives from them.

create table projects (
    part bigint, row integer, key varchar, deleted boolean, project_key varchar,
    project_id varchar, name varchar, aliases varchar[], as_of date, department varchar, category varchar,
    owner varchar, sponsor varchar, stage varchar, status varchar, status_standard varchar, rating varchar,
    second_rating varchar, horizon varchar, start date, finish date, baseline_finish date, done date,
    percent_complete double, currency varchar, budget double, actual_cost double, forecast_cost double,
    whole_life_cost double, planned_value double, planned_benefit double, realised_benefit double,
    short_term_value double, long_term_value double, risk double, urgency double, effort double,
    priority double, objective varchar[], requires varchar[], exclusive_group varchar, commentary varchar
);
comment on column projects.project_key is 'Identity across dates and files: id, else normalised name';
comment on column projects.as_of is 'The date that the row describes';
comment on column projects.status is 'As written in the source';
comment on column projects.status_standard is 'not_started, in_progress, blocked, done, cancelled or unknown';
comment on column projects.rating is 'Delivery confidence on the scale as published';
comment on column projects.horizon is 'As given: short, medium, long; null = derive by the portfolio''s rule';
comment on column projects.percent_complete is '0 to 1';
comment on column projects.effort is 'Person-days of 8 hours';
comment on column projects.short_term_value is '0 to 10';
comment on column projects.long_term_value is '0 to 10';
comment on column projects.risk is '1 to 5, higher is worse';

create table project_costs (
    part bigint, row integer, key varchar, deleted boolean,
    project_id varchar, year integer, amount double, currency varchar
);
create table objectives (
    part bigint, row integer, key varchar, deleted boolean,
    objective_id varchar, name varchar, weight double, horizon varchar, owner varchar
);
create table alignment (
    part bigint, row integer, key varchar, deleted boolean,
    project_id varchar, objective_id varchar, share double
);
comment on column alignment.share is '0 to 1; the shares of one project add up to 1 at most';

create table kpis (
    part bigint, row integer, key varchar, deleted boolean, series varchar,
    kpi_id varchar, name varchar, unit varchar, dimensions varchar, direction varchar, horizon varchar,
    period varchar, period_start date, period_end date, grain varchar, value double, target double,
    target_date date, baseline double, baseline_date date, cumulative boolean, rating varchar,
    objective varchar, project_id varchar, owner varchar
);
comment on column kpis.series is 'Key of the series: name, unit and dimensions';
comment on column kpis.dimensions is 'JSON object of the columns that split the series';

create table stakeholders (
    part bigint, row integer, key varchar, deleted boolean,
    stakeholder_id varchar, name varchar, role varchar, "group" varchar, power double, interest double,
    current_level integer, desired_level integer, cadence_days integer, channel varchar, cares_about varchar,
    owner varchar, project_ids varchar[]
);
comment on column stakeholders.power is '1 to 5';
comment on column stakeholders.current_level is '0 unaware, 1 resistant, 2 neutral, 3 supportive, 4 leading';

create table contacts (
    part bigint, row integer, key varchar, deleted boolean,
    date date, stakeholder varchar, channel varchar, two_way boolean, sentiment integer, project_id varchar,
    note varchar, follow_up varchar
);
create table feedback (
    part bigint, row integer, key varchar, deleted boolean,
    respondent varchar, question varchar, scale_min double, scale_max double, answer double, date date
);
create table milestones (
    part bigint, row integer, key varchar, deleted boolean,
    milestone_id varchar, name varchar, project_id varchar, as_of date, baseline_date date,
    forecast_date date, actual_date date, done_share double, objective varchar, kpi_id varchar
);
create table benefits (
    part bigint, row integer, key varchar, deleted boolean,
    project_id varchar, date date, planned double, realised double, currency varchar
);
create table lessons (
    part bigint, row integer, key varchar, deleted boolean,
    lesson_id varchar, title varchar, what_happened varchar, why varchar, what_to_do varchar,
    project_id varchar, tags varchar[], industry varchar, source varchar
);
create table notes (
    part bigint, row integer, key varchar, deleted boolean,
    note_id varchar, subject_kind varchar, subject_id varchar, type varchar, date date, text varchar,
    owner varchar, due date, outcome varchar
);
create table settings (
    part bigint, row integer, key varchar, deleted boolean,
    name varchar, value varchar
);
comment on column settings.value is 'JSON';

-- One view per kind: the rows of a version, the newest part counting per key. Ask with version = $version.
-- No two rows of a part have one key, so that a part that is alone in its version counts as it stands.
create view version_rows as
select version, position, part, rolling, count(*) over (partition by version) = 1 as alone
from version_parts join parts using (part);

create view project_state as
select projects.*, version, rolling, 1 as newest from projects join version_rows using (part) where alone and not deleted
union all
select * from (
    select projects.*, version, rolling,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from projects join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view project_cost_state as
select project_costs.*, version, 1 as newest from project_costs join version_rows using (part) where alone and not deleted
union all
select * from (
    select project_costs.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from project_costs join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view objective_state as
select objectives.*, version, 1 as newest from objectives join version_rows using (part) where alone and not deleted
union all
select * from (
    select objectives.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from objectives join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view alignment_state as
select alignment.*, version, 1 as newest from alignment join version_rows using (part) where alone and not deleted
union all
select * from (
    select alignment.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from alignment join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

-- Readings are the many: only the keys of later parts, mostly few, are held against them.
create view kpi_reading as
select kpis.*, version, 1 as newest from kpis join version_rows using (part) where alone and not deleted
union all
select kpis.*, version_rows.version, 1 as newest
from kpis join version_rows using (part) left join (
    select version, key, max(position) as last
    from kpis join version_rows using (part)
    where position > 1
    group by version, key
) as later on later.version = version_rows.version and later.key = kpis.key
where not alone and not deleted and (last is null or last = position);

-- A series whose readings come in several grains is one per grain: `apart` names it, null elsewhere.
create view kpi_by_grain as
select kpi_reading.*, case when mixed.series is not null then grain end as apart
from kpi_reading left join (
    select version, series from kpi_reading group by version, series having min(grain) <> max(grain)
) as mixed on mixed.version = kpi_reading.version and mixed.series = kpi_reading.series;

create view stakeholder_state as
select stakeholders.*, version, 1 as newest from stakeholders join version_rows using (part) where alone and not deleted
union all
select * from (
    select stakeholders.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from stakeholders join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view contact_log as
select contacts.*, version, 1 as newest from contacts join version_rows using (part) where alone and not deleted
union all
select * from (
    select contacts.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from contacts join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view feedback_log as
select feedback.*, version, 1 as newest from feedback join version_rows using (part) where alone and not deleted
union all
select * from (
    select feedback.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from feedback join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view milestone_state as
select milestones.*, version, 1 as newest from milestones join version_rows using (part) where alone and not deleted
union all
select * from (
    select milestones.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from milestones join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view benefit_state as
select benefits.*, version, 1 as newest from benefits join version_rows using (part) where alone and not deleted
union all
select * from (
    select benefits.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from benefits join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view lesson_state as
select lessons.*, version, 1 as newest from lessons join version_rows using (part) where alone and not deleted
union all
select * from (
    select lessons.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from lessons join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view note_state as
select notes.*, version, 1 as newest from notes join version_rows using (part) where alone and not deleted
union all
select * from (
    select notes.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from notes join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create view setting_state as
select settings.*, version, 1 as newest from settings join version_rows using (part) where alone and not deleted
union all
select * from (
    select settings.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from settings join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;
