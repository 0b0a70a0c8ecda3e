-- sentiments: every sentiment that somebody entered, up to a date.
-- grain: contact    params: $version, $as_of    returns: place (of the stakeholder as `contacts` orders them), day, value
with told as (
    select stakeholder, date as day, sentiment
    from contact_log
    where version = $version and date <= $as_of
), named as (
    select stakeholder, row_number() over (order by stakeholder) - 1 as place from told group by stakeholder
)
select place, day, sentiment as value
from told join named on named.stakeholder = told.stakeholder
where sentiment between -2 and 2
