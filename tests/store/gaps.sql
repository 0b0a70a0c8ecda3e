-- gaps: a whole column and one with a gap.
-- grain: number    params: none    returns: number, gap
select number, case when number > 1 then number end as gap from (values (1), (2)) as numbers(number) order by number
