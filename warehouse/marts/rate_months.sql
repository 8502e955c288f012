-- rate_months: filing, start, completion (竣工) and on-time rate of units, tracks and campaigns.
-- grain: one row per campaign, month with data, scope (unit, track, campaign), track, unit and
-- rate; the whole of a track or campaign has no unit. Sum ÷ sum; of nothing there is no rate.
-- needs: campaigns, project_months, rate_categories, total_months
-- Of a unit that has never filed progress nothing is known: no numerator, though its projects
-- count in the denominators of track and campaign. Units that file totals state what they planned
-- to start and to complete; whether that was on time they do not say.
with counted as (
    select
        project_months.campaign_id,
        project_months.month,
        project_months.track_id,
        project_months.unit_id,
        'filing' as rate,
        count(*) filter (where is_filed) as numerator,
        count(*) as denominator,
    from project_months
    where has_data
    group by all

    union all by name

    select
        project_months.campaign_id,
        project_months.month,
        project_months.track_id,
        project_months.unit_id,
        categories.rate,
        case
            when bool_or(project_months.source_file is not null) then count(*) filter (
                where
                list_contains(categories.categories, project_months.category)
                and if(
                    categories.rate = 'start',
                    project_months.is_started,
                    project_months.is_completed
                )
            )
        end as numerator,
        count(*) filter (
            where list_contains(categories.categories, project_months.category)
        ) as denominator,
    from project_months
    join (
        select campaign_id, rate, list(category) as categories from rate_categories group by all
    ) as categories using (campaign_id)
    where project_months.has_data
    group by all

    union all by name

    select
        campaign_id,
        month,
        track_id,
        unit_id,
        'on_time' as rate,
        case
            when count(source_file) > 0 then count(*) filter (where completion_is_due and is_on_time)
        end as numerator,
        count(*) filter (where completion_is_due and is_on_time is not null) as denominator,
    from project_months
    where has_data
    group by all
),

stated as (
    select
        campaign_id,
        month,
        track_id,
        unit_id,
        unnest([
            {rate: 'filing', numerator: filed_projects, denominator: projects},
            {rate: 'start', numerator: started, denominator: planned_starts},
            {rate: 'completion', numerator: completed, denominator: planned_completions}
        ], recursive := true),
    from total_months
    where has_data
),

sums as (
    select
        campaign_id,
        month,
        case
            when grouping(unit_id) = 0 then 'unit'
            when grouping(track_id) = 0 then 'track'
            else 'campaign'
        end as scope,
        track_id,
        unit_id,
        rate,
        sum(numerator)::bigint as numerator,
        sum(denominator)::bigint as denominator,
    from (
        from counted
        union all by name
        from stated
    )
    group by grouping sets (
        (campaign_id, month, rate, track_id, unit_id),
        (campaign_id, month, rate, track_id),
        (campaign_id, month, rate)
    )
)

select
    sums.*,
    exact_ratio(sums.numerator, sums.denominator, campaigns.rate_decimals + 2) as value,
from sums
join campaigns using (campaign_id)
