-- audit_actions: what was done, in order.
-- grain: act    params: none    returns: action
select action from audit order by seq
