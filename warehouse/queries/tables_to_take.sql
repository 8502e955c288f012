-- tables_to_take: how many rows each table has, of the campaign and of the month.
-- grain: one row per table with rows of the campaign, or of none. `month_rows` is null where the
-- table has no months.
-- params: $campaign, $month
select
    table_name,
    sum(rows)::bigint as rows,
    sum(rows) filter (where month = $month)::bigint as month_rows,
from table_rows
where coalesce(campaign_id, $campaign) = $campaign
group by table_name
order by table_name
