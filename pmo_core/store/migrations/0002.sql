-- 0002: what the portfolio remembers about files of one shape. Append-only: the newest row per mapping counts.

create table mappings (
    seq bigint, mapping_id varchar, portfolio varchar, kind varchar, name varchar, fingerprint varchar,
    headers varchar[], recipe varchar, deleted boolean, who varchar, made_at timestamp
);
comment on table mappings is 'Append-only; the newest row per mapping_id counts: how files of one shape are read';
comment on column mappings.fingerprint is 'SHA-256 of the sorted distinct normalised headers';
comment on column mappings.recipe is 'JSON: mapping, answers and settled decisions of the last load of that shape';
