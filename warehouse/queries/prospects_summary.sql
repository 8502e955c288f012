-- prospects_summary: the list of prospects at a month's end in numbers, the landing rate's target.
-- grain: one row; none where the campaign keeps no list.
-- params: $campaign, $month, $track
-- Places missing are those that have to be filled up, of the allocations that say so. Without a
-- target for all the state is `no_target`, of one track it is `of_track`: its units have targets of
-- their own. What is confidential is of no track that is told.
with units as (
    select unit_id
    from contenders
    where campaign_id = $campaign and ($track = 'all' or track_id = $track)
),

landed as (
    select
        sum(listed_now)::int as listed_now,
        sum(listed_in_period)::int as listed_in_period,
        sum(landed_in_period)::int as landed_in_period,
        exact_ratio(
            sum(landed_in_period), sum(listed_in_period), any_value(campaigns.rate_decimals) + 2
        ) as landing_rate,
    from landing_months
    join campaigns using (campaign_id)
    where
        campaign_id = $campaign
        and month = $month
        and tier = 'all'
        and if($track = 'all', unit_id = 'all', unit_id in (from units))
    having count(*) > 0
),

landing_target as (
    select target_months.required, target_months.status,
    from target_months
    join targets using (campaign_id, target_id)
    where
        target_months.campaign_id = $campaign
        and target_months.month = $month
        and target_months.is_current
        and target_months.unit_id is null
        and $track = 'all'
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
    where
        campaign_id = $campaign
        and month = $month
        and must_fill
        and ($track = 'all' or unit_id in (from units))
),

conflicts as (
    select
        count(*) filter (where not is_confidential) as conflicts,
        count(*) filter (where is_confidential) as confidential_conflicts,
    from prospect_conflicts
    where
        campaign_id = $campaign
        and month = $month
        and ($track = 'all' or first_unit_id in (from units) or second_unit_id in (from units))
),

findings as (
    select
        count(*) filter (where not is_hint) as findings,
        count(*) filter (where is_hint) as hints,
    from prospect_findings
    where
        campaign_id = $campaign
        and month = $month
        and ($track = 'all' or unit_id in (from units))
)

select
    landed.*,
    (landing_target.required / 100)::decimal(18, 6) as required_rate,
    case
        when landed.landing_rate is null then 'unknown'
        when $track != 'all' then 'of_track'
        when landing_target.status is null then 'no_target'
        when landing_target.status = 'met' then 'met'
        when landed.landing_rate * 100 >= landing_target.required then 'reached'
        else 'short'
    end as state,
    missing.*,
    if(missing.places_missing > 0, 'short', 'enough') as duty_state,
    conflicts.*,
    findings.*,
from landed
cross join missing
cross join conflicts
cross join findings
left join landing_target on true
