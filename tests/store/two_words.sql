-- two_words: both parameters. A comment may name $another one.
-- grain: one row    params: $one, $two    returns: one, two
select $one, $two
