-- answer_rows: what the readers of a check-in said, newest first.
-- grain: answer    params: $portfolio, $checkin_id    returns: the fields of Answer
select answer_id, link_answers.link_id, label, subject, choice, comment, name, link_answers.made_at
from link_answers left join links using (link_id)
where link_answers.portfolio = $portfolio and link_answers.checkin_id = $checkin_id
order by link_answers.made_at desc, answer_id
