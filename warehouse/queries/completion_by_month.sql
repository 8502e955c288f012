-- completion_by_month: plan and actual, cumulated; the plan to the campaign's end, the actual up
-- to the chosen month.
-- grain: one row per month of the campaign.
-- params: $campaign, $month, $track
select
    month,
    sum(planned_to_date_wanyuan)::decimal(38, 4) as planned_to_date_wanyuan,
    if(
        month <= $month,
        sum(invested_to_date_wanyuan)::decimal(38, 4),
        null
    ) as invested_to_date_wanyuan,
from investment_months
where campaign_id = $campaign and ($track = 'all' or track_id = $track)
group by month
order by month
