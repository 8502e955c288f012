-- status: what a snapshot holds, in one row.
-- grain: one row.
select
    (select list(campaign_id order by position) from campaigns) as campaigns,
    (
        select to_json(map_from_entries(list((campaign_id, months) order by campaign_id)))::varchar
        from (
            select campaign_id, list(month order by month) as months
            from campaign_months
            where has_data
            group by campaign_id
        )
    ) as months,
    (
        select to_json(map_from_entries(list((campaign_id, months) order by campaign_id)))::varchar
        from (
            select campaign_id, list(month order by month) as months
            from editions
            where is_in_force
            group by campaign_id
        )
    ) as editions,
    filings,
    rejected_rows as rejects,
    last_received_at,
    (
        select to_json(map_from_entries(list((severity, rules) order by severity)))::varchar
        from (
            select severity, count_if(outcome = 'failed') as rules
            from check_results
            group by severity
        )
    ) as checks,
from snapshot
