-- asked: who was asked on which day and whether they answered anything, up to a date.
-- grain: day, respondent    params: $version, $as_of    returns: day, respondent, rows, answers
select date as day, respondent, count(*) as told, count(answer) as answers
from feedback_log
where version = $version and (date is null or date <= $as_of)
group by date, respondent
order by day, respondent
