-- setting_origins: who declared each setting that counts and has a value, and when.
-- grain: setting    params: $version    returns: name, who, made_at
select name, who, made_at
from setting_state join imports on imports.part = setting_state.part
where setting_state.version = $version and value <> 'null'
