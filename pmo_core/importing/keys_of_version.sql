-- keys_of_version: the identities and the dates of the rows of one version, each once, whatever its kind.
-- grain: identity or date      params: $version    returns: identity, dated (one of them null)
with known as (
    select project_key as identity, as_of as dated from project_state where version = $version
    union all select key, null from project_cost_state where version = $version
    union all select key, null from objective_state where version = $version
    union all select key, null from alignment_state where version = $version
    union all select series, period_end from kpi_reading where version = $version
    union all select key, null from stakeholder_state where version = $version
    union all select key, date from contact_log where version = $version
    union all select key, date from feedback_log where version = $version
    union all select coalesce(milestone_id, name), as_of from milestone_state where version = $version
    union all select key, null from benefit_state where version = $version
    union all select key, null from lesson_state where version = $version
    union all select key, null from note_state where version = $version
    union all select key, null from setting_state where version = $version
)
select distinct identity, cast(null as date) as dated from known where identity is not null
union all select distinct null, dated from known where dated is not null
