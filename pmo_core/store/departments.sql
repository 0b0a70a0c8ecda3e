-- departments: every department of a version, spellings that differ in case counting as one.
-- grain: department    params: $version    returns: department
select min(department) as department from project_state
where version = $version and department is not null
group by lower(department) order by lower(department)
