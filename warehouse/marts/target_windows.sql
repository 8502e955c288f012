-- target_windows: the days that a target looks at in each month with data.
-- grain: one row per target and month with data. A monthly target looks at its own month only.
-- needs: campaign_months, targets
select
    targets.campaign_id,
    targets.target_id,
    campaign_months.month,
    months.previous_month,
    if(
        targets.per = 'month',
        greatest(targets.counts_from, campaign_months.first_day),
        targets.counts_from
    ) as first_day,
    campaign_months.last_day,
from targets
join campaign_months using (campaign_id)
join (
    select
        campaign_id,
        month,
        lag(month) over (partition by campaign_id order by month) as previous_month,
    from campaign_months
    where has_data
) as months using (campaign_id, month)
where campaign_months.has_data
