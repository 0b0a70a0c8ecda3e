-- answers: how often each answer was given to each question on each day, up to a date; none = asked in vain.
-- grain: day, question, scale, answer    params: $version, $as_of    returns: day, question, low, high, answer, n
select date as day, question, scale_min as low, scale_max as high, answer, count(*) as n
from feedback_log
where version = $version and (date is null or date <= $as_of)
group by date, question, scale_min, scale_max, answer
order by day, question, low, high, answer
