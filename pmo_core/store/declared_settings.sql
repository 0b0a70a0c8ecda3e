-- declared_settings: what a portfolio has declared.
-- grain: setting    params: $version    returns: name, value
select name, value from setting_state where version = $version order by name
