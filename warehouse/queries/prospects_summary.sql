-- prospects_summary: the list of prospects at a month's end in numbers, the landing rate's target.
-- grain: one row; none where the campaign keeps no list.
-- params: $campaign, $month
-- Places missing are those that have to be filled up, of the allocations that say so. Without a
-- target for all the state is `no_target`.
with landing_target as (
    select target_months.required, target_months.status,
    from target_months
    join targets using (campaign_id, target_id)
    where
        target_months.campaign_id = $campaign
        and target_months.month = $month
        and target_months.is_current
        and target_months.unit_id is null
        and targets.kind = 'landing_rate'
        and len(targets.tiers) = 0
    order by targets.position
    limit 1
),

missing as (
    select
        count(distinct unit_id) filter (where missing > 0) as units_short,
        coalesce(sum(missing), 0)::bigint as places_missing,
        count(*) as duties,
    from prospect_duties
    where campaign_id = $campaign and month = $month and must_fill
),

conflicts as (
    select
        count(*) filter (where not is_confidential) as conflicts,
        count(*) filter (where is_confidential) as confidential_conflicts,
    from prospect_conflicts
    where campaign_id = $campaign and month = $month
),

findings as (
    select
        count(*) filter (where not is_hint) as findings,
        count(*) filter (where is_hint) as hints,
    from prospect_findings
    where campaign_id = $campaign and month = $month
)

select
    landing_months.listed_now,
    landing_months.listed_in_period,
    landing_months.landed_in_period,
    landing_months.landing_rate,
    (landing_target.required / 100)::decimal(18, 6) as required_rate,
    case
        when landing_months.landing_rate is null then 'unknown'
        when landing_target.status is null then 'no_target'
        when landing_target.status = 'met' then 'met'
        when landing_months.landing_rate * 100 >= landing_target.required then 'reached'
        else 'short'
    end as state,
    missing.*,
    if(missing.places_missing > 0, 'short', 'enough') as duty_state,
    conflicts.*,
    findings.*,
from landing_months
cross join missing
cross join conflicts
cross join findings
left join landing_target on true
where
    landing_months.campaign_id = $campaign
    and landing_months.month = $month
    and landing_months.unit_id = 'all'
    and landing_months.tier = 'all'
