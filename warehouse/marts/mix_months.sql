-- mix_months: what each unit invested by kind of project, beside the other units of its track.
-- grain: one row per campaign, month with data, unit and kind of project (domain × category).
-- needs: campaign_months, investment_months
-- `expected_wanyuan` is the unit's plan at the rate of the others (sum ÷ sum), to the yuan: what they
-- would have made of it. It is null, and `state` says why, where a kind is not known (totals), the
-- unit itself has never filed any of it, no other unit of the track plans any, or nothing that the
-- others did of it is known.
with kinds as (
    select
        investment_months.campaign_id,
        investment_months.month,
        investment_months.track_id,
        investment_months.unit_id,
        investment_months.domain,
        investment_months.category,
        investment_months.projects,
        investment_months.period_plan_wanyuan,
        investment_months.invested_to_date_wanyuan,
        (count(*) filter (where period_plan_wanyuan > 0) over kind)
        - (coalesce(period_plan_wanyuan, 0) > 0)::bigint as others_units,
        count(invested_to_date_wanyuan) over kind
        - (invested_to_date_wanyuan is not null)::bigint as others_known,
        (
            sum(period_plan_wanyuan) over kind - coalesce(period_plan_wanyuan, 0)
        )::decimal(38, 4) as others_plan_wanyuan,
        (
            sum(invested_to_date_wanyuan) over kind - coalesce(invested_to_date_wanyuan, 0)
        )::decimal(38, 4) as others_invested_wanyuan,
    from investment_months
    join campaign_months using (campaign_id, month)
    where campaign_months.has_data
    window kind as (
        partition by
            investment_months.campaign_id,
            investment_months.month,
            investment_months.track_id,
            investment_months.domain,
            investment_months.category
    )
)

select
    campaign_id,
    month,
    track_id,
    unit_id,
    domain,
    category,
    case
        when domain is null or category is null then 'unknown_kind'
        when invested_to_date_wanyuan is null then 'own_not_filed'
        when others_units = 0 then 'no_other_unit'
        when others_known = 0 then 'others_not_filed'
        else 'compared'
    end as state,
    projects,
    period_plan_wanyuan,
    invested_to_date_wanyuan,
    others_units,
    if(others_units > 0, others_plan_wanyuan, null) as others_plan_wanyuan,
    if(others_known > 0, others_invested_wanyuan, null) as others_invested_wanyuan,
    if(
        state = 'compared',
        at_rate(period_plan_wanyuan, others_invested_wanyuan, others_plan_wanyuan),
        null
    )::decimal(38, 4) as expected_wanyuan,
from kinds
