-- contacts: what the log says of everybody named in it, up to a date; only a two-way contact is a conversation.
-- grain: stakeholder as written    params: $version, $as_of
--     returns: person, last_two_way, last_contact, contacts, conversations, unsaid, last_said, last_said_on
with told as (
    select stakeholder, date as day, two_way, note,
           datediff('day', date '0001-01-01', date) * 1099511627776 + part * 1048576 + row as moment
    from contact_log
    where version = $version and date <= $as_of
)
select stakeholder as person,
       max(day) filter (where two_way) as last_two_way, max(day) as last_contact,
       count(*) as contacts, count(*) filter (where two_way) as conversations,
       count(*) filter (where two_way is null) as unsaid,
       arg_max(note, moment) filter (where two_way) as last_said,
       max(day) filter (where two_way and note is not null) as last_said_on
from told
group by stakeholder
order by person
