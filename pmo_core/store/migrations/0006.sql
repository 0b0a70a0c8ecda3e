-- 0006: check-ins with their computed result, the links to them, and what readers of a link did.

create table checkins (
    seq bigint, checkin_id varchar, portfolio varchar, title varchar, audience varchar, as_of date,
    snapshot_id varchar, asked varchar, content varchar, sha256 varchar, method_version varchar,
    deleted boolean, who varchar, made_at timestamp
);
comment on table checkins is 'Append-only; a check-in is one row with its computed result, a deletion another';
comment on column checkins.asked is 'JSON: scenario, period, sections and redaction that it was made with';
comment on column checkins.content is 'JSON: the computed result; opening it computes nothing';
comment on column checkins.sha256 is 'Of content';

create table links (
    link_id varchar, checkin_id varchar, portfolio varchar, label varchar, token_sha256 varchar, passphrase varchar,
    may_answer boolean, may_export boolean, expires_at timestamp, who varchar, made_at timestamp
);
comment on column links.token_sha256 is 'Of the token; the token itself is kept nowhere';
comment on column links.passphrase is 'scrypt: salt and key; null = none is asked for';

create table link_events (link_id varchar, portfolio varchar, event varchar, made_at timestamp);
comment on column link_events.event is 'opened, wrong passphrase or revoked';

create table link_answers (
    answer_id varchar, link_id varchar, checkin_id varchar, portfolio varchar, subject varchar, choice varchar,
    comment varchar, name varchar, made_at timestamp
);
comment on table link_answers is 'What readers of a link said; a typed name is no proven identity';
comment on column link_answers.subject is 'The decision that was asked for; null = the check-in as a whole';
