-- contacts: what the log says of everybody named in it, up to a date; only a two-way contact is a conversation.
-- grain: stakeholder as written    params: $version, $as_of, $one_way (channels, lower case)
--     returns: person, last_two_way, last_contact, contacts, conversations, unsaid, last_said, last_said_on
-- Where nobody says whether it was, it is one unless its channel only sends.
with told as (
    select stakeholder, date as day, two_way as said, note,
           coalesce(two_way, not coalesce(lower(trim(channel)) in (select unnest($one_way)), false)) as talk,
           datediff('day', date '0001-01-01', date) * 1099511627776 + part * 1048576 + row as moment
    from contact_log
    where version = $version and date <= $as_of
)
select stakeholder as person,
       max(day) filter (where talk) as last_two_way, max(day) as last_contact,
       count(*) as contacts, count(*) filter (where talk) as conversations,
       count(*) filter (where talk and said is null) as unsaid,
       arg_max(note, moment) filter (where talk) as last_said,
       max(day) filter (where talk and note is not null) as last_said_on
from told
group by stakeholder
order by person
