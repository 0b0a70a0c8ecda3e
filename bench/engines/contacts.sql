-- contacts: all contacts that were ever written.
-- grain: contact    params: none    returns: key
select key from contacts
