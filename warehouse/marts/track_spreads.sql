-- track_spreads: how much the rates of projects vary within the units of a track.
-- grain: one row per campaign, month with data and track that has a plan.
-- needs: campaign_months, comparison_rules, project_months, unit_months
-- A project of plan p that completed x of it, in a unit whose projects completed the share R, adds
-- (x − R p)² ÷ p; the variance is the sum of that ÷ (projects − units). So the variance of a rate is
-- this ÷ its plan, and differences between units do not widen it. Projects of which nothing is known,
-- or with no plan, are left out; null where they are fewer than the definition asks for.
-- Whole numbers throughout (in units of one yuan): Σ(x − R p)² ÷ p = Σ x² ÷ p − X² ÷ P.
with known as (
    select
        campaign_id,
        month,
        track_id,
        unit_id,
        count(*) as projects,
        sum(
            half_up(
                ten_thousandths(invested_to_date_wanyuan)
                * ten_thousandths(invested_to_date_wanyuan),
                ten_thousandths(period_plan_wanyuan)
            )
        )::hugeint as squares,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested,
        sum(period_plan_wanyuan)::decimal(38, 4) as plan,
    from project_months
    where has_data and period_plan_wanyuan > 0 and invested_to_date_wanyuan is not null
    group by all
),

within_units as (
    select
        campaign_id,
        month,
        track_id,
        sum(projects)::bigint as known_projects,
        (sum(projects) - count(*))::bigint as spare,
        sum(
            squares
            - half_up(ten_thousandths(invested) * ten_thousandths(invested), ten_thousandths(plan))
        )::hugeint as squares,
    from known
    group by all
),

tracks as (
    select
        campaign_id,
        month,
        track_id,
        sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
    from unit_months
    group by all
    having sum(period_plan_wanyuan) > 0
)

select
    tracks.*,
    coalesce(within_units.known_projects, 0) as known_projects,
    if(
        within_units.spare >= comparison_rules.least_projects,
        half_up(greatest(within_units.squares, 0::hugeint), within_units.spare::hugeint)
        ::decimal(24, 0) * 0.0001::decimal(5, 4),
        null
    )::decimal(38, 4) as variance_wanyuan,
from tracks
join comparison_rules using (campaign_id)
left join within_units using (campaign_id, month, track_id)
