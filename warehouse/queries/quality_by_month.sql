-- quality_by_month: how the filings of every month up to this one stand.
-- grain: one row per month with data, in order.
-- params: $campaign, $month, $track
select
    quality_months.month,
    sum(quality_months.filed_rows)::bigint as filed_rows,
    sum(quality_months.checked_rows)::bigint as checked_rows,
    sum(quality_months.failures)::bigint as failures,
    sum(quality_months.rejects)::bigint as rejects,
    sum(quality_months.info_failures)::bigint as info_failures,
    exact_ratio(
        sum(quality_months.checked_rows) - sum(quality_months.broken_rows),
        sum(quality_months.checked_rows),
        campaigns.rate_decimals + 2
    ) as sound_rate,
from quality_months
join campaigns using (campaign_id)
left join contenders
    on contenders.campaign_id = quality_months.campaign_id
    and contenders.unit_id = quality_months.filed_by
where
    quality_months.campaign_id = $campaign
    and quality_months.month <= $month
    and ($track = 'all' or contenders.track_id = $track)
group by quality_months.month, campaigns.rate_decimals
order by quality_months.month
