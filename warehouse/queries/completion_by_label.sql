-- completion_by_label: how far each unit, or each label of a kind, has come, and what it contributes
-- to the campaign's being ahead of or behind what was planned to date.
-- grain: one row per label of that kind ('domain', 'category', 'size', 'sector') or per unit
-- ('unit') that has projects, in the order of the definition; `label` is null where none was filed.
-- `gap_wanyuan`: completed less planned to date; of what was never filed nothing is known, so all
-- that was planned is missing (`gap_state` not_filed). By `place` those behind come first, each
-- side from the largest gap on; `cumulated_wanyuan` adds the gaps up in that order.
-- params: $campaign, $month, $track, $kind, $language
with parts as (
    select
        if($kind = 'unit', unit_id, label_id) as label_id,
        sum(projects)::bigint as projects,
        sum(filed_projects)::bigint as filed_projects,
        sum(period_plan_wanyuan)::decimal(38, 4) as period_plan_wanyuan,
        sum(planned_to_date_wanyuan)::decimal(38, 4) as planned_to_date_wanyuan,
        sum(invested_to_date_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
    from investment_labels
    where
        campaign_id = $campaign
        and month = $month
        and ($track = 'all' or track_id = $track)
        and kind = if($kind = 'unit', 'domain', $kind)
    group by all
),

named as (
    select
        parts.*,
        coalesce(
            if($language = 'en', contenders.name_en, contenders.name_zh),
            if($language = 'en', labels.name_en, labels.name_zh),
            parts.label_id
        ) as label,
        coalesce(contenders.position, labels.position) as position,
        gap(parts.invested_to_date_wanyuan, parts.planned_to_date_wanyuan)::decimal(38, 4)
            as gap_wanyuan,
        if(parts.invested_to_date_wanyuan is null, 'not_filed', stand(gap_wanyuan, 0)) as gap_state,
    from parts
    left join contenders
        on $kind = 'unit'
        and contenders.campaign_id = $campaign
        and contenders.unit_id = parts.label_id
    left join labels
        on labels.campaign_id = $campaign
        and labels.kind = $kind
        and labels.id = parts.label_id
),

placed as (
    select
        *,
        row_number() over (
            order by
                sign(gap_wanyuan), abs(gap_wanyuan) desc, position nulls last, label_id nulls last
        ) as place,
    from named
)

select
    placed.label_id,
    placed.label,
    placed.projects,
    placed.filed_projects,
    placed.period_plan_wanyuan,
    placed.planned_to_date_wanyuan,
    placed.invested_to_date_wanyuan,
    placed.gap_wanyuan,
    (sum(placed.gap_wanyuan) over (order by placed.place))::decimal(38, 4) as cumulated_wanyuan,
    exact_ratio(
        placed.invested_to_date_wanyuan, placed.period_plan_wanyuan, campaigns.rate_decimals + 2
    ) as completion_rate,
    exact_ratio(
        placed.invested_to_date_wanyuan, placed.planned_to_date_wanyuan, campaigns.rate_decimals + 2
    ) as schedule_attainment,
    campaign_months.time_progress,
    placed.gap_state,
    placed.place,
from placed
cross join campaigns
join campaign_months using (campaign_id)
where campaigns.campaign_id = $campaign and campaign_months.month = $month
order by placed.position nulls last, placed.label_id nulls last
