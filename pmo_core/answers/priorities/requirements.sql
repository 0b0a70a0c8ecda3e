-- requirements: the projects that a project cannot do without, in its latest state up to a date.
-- grain: project that names any    params: $version, $as_of    returns: key, requires (list of ids or names)
with told as (
    select project_key, requires,
           row_number() over (partition by project_key order by as_of desc, row desc) as age
    from project_state
    where version = $version and as_of <= $as_of
)
select project_key as key, requires
from told
where age = 1 and requires is not null
order by project_key
