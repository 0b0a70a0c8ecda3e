-- 0003: a version of one part is read as it stands; only where parts are stacked, rows are compared by key.

create or replace view version_rows as
select version, position, part, rolling, count(*) over (partition by version) = 1 as alone
from version_parts join parts using (part);

create or replace view project_state as
select projects.*, version, rolling, 1 as newest from projects join version_rows using (part) where alone and not deleted
union all
select * from (
    select projects.*, version, rolling,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from projects join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view project_cost_state as
select project_costs.*, version, 1 as newest from project_costs join version_rows using (part) where alone and not deleted
union all
select * from (
    select project_costs.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from project_costs join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view objective_state as
select objectives.*, version, 1 as newest from objectives join version_rows using (part) where alone and not deleted
union all
select * from (
    select objectives.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from objectives join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view alignment_state as
select alignment.*, version, 1 as newest from alignment join version_rows using (part) where alone and not deleted
union all
select * from (
    select alignment.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from alignment join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view kpi_reading as
select kpis.*, version, 1 as newest from kpis join version_rows using (part) where alone and not deleted
union all
select * from (
    select kpis.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from kpis join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view stakeholder_state as
select stakeholders.*, version, 1 as newest from stakeholders join version_rows using (part) where alone and not deleted
union all
select * from (
    select stakeholders.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from stakeholders join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view contact_log as
select contacts.*, version, 1 as newest from contacts join version_rows using (part) where alone and not deleted
union all
select * from (
    select contacts.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from contacts join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view feedback_log as
select feedback.*, version, 1 as newest from feedback join version_rows using (part) where alone and not deleted
union all
select * from (
    select feedback.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from feedback join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view milestone_state as
select milestones.*, version, 1 as newest from milestones join version_rows using (part) where alone and not deleted
union all
select * from (
    select milestones.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from milestones join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view benefit_state as
select benefits.*, version, 1 as newest from benefits join version_rows using (part) where alone and not deleted
union all
select * from (
    select benefits.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from benefits join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view lesson_state as
select lessons.*, version, 1 as newest from lessons join version_rows using (part) where alone and not deleted
union all
select * from (
    select lessons.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from lessons join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view note_state as
select notes.*, version, 1 as newest from notes join version_rows using (part) where alone and not deleted
union all
select * from (
    select notes.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from notes join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;

create or replace view setting_state as
select settings.*, version, 1 as newest from settings join version_rows using (part) where alone and not deleted
union all
select * from (
    select settings.*, version,
           row_number() over (partition by version, key order by position desc, row desc) as newest
    from settings join version_rows using (part) where not alone
) as stacked where newest = 1 and not deleted;
