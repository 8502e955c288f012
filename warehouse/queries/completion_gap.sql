-- completion_gap: who contributes to what is missing of the investment planned to date.
-- grain: one row, also where nothing is known. Of the units, or labels of a kind, as in
-- `completion_by_label`: how many are behind and by how much, how many are ahead, and `most`: the
-- names of the few that are furthest behind, with their sum and its share of all that is missing;
-- `slow`: how many have a completion rate below time progress.
-- params: $campaign, $month, $track, $kind, $few, $language
with parts as (
    select
        if($kind = 'unit', unit_id, label_id) as part_id,
        sum(planned_to_date_wanyuan) as planned_wanyuan,
        sum(invested_to_date_wanyuan) as invested_wanyuan,
        sum(period_plan_wanyuan) as plan_wanyuan,
        gap(invested_wanyuan, planned_wanyuan) as gap_wanyuan,
    from investment_labels
    where
        campaign_id = $campaign
        and month = $month
        and ($track = 'all' or track_id = $track)
        and kind = if($kind = 'unit', 'domain', $kind)
    group by all
),

placed as (
    select
        parts.*,
        exact_ratio(parts.invested_wanyuan, parts.plan_wanyuan, campaigns.rate_decimals + 2)
            < campaign_months.time_progress as is_slow,
        coalesce(
            if($language = 'en', contenders.name_en, contenders.name_zh),
            if($language = 'en', labels.name_en, labels.name_zh),
            parts.part_id
        ) as label,
        gap_wanyuan < 0 and row_number() over (
            order by
                gap_wanyuan,
                coalesce(contenders.position, labels.position) nulls last,
                part_id nulls last
        ) <= $few as is_most,
    from parts
    join campaigns on campaigns.campaign_id = $campaign
    join campaign_months on campaign_months.campaign_id = $campaign and campaign_months.month = $month
    left join contenders
        on $kind = 'unit'
        and contenders.campaign_id = $campaign
        and contenders.unit_id = parts.part_id
    left join labels
        on labels.campaign_id = $campaign
        and labels.kind = $kind
        and labels.id = parts.part_id
),

sums as (
    select
        count(*) as parts,
        count(*) filter (where gap_wanyuan < 0) as behind,
        count(*) filter (where gap_wanyuan > 0) as ahead,
        count(*) filter (where invested_wanyuan is null) as not_filed,
        count(*) filter (where is_slow) as slow,
        sum(planned_wanyuan)::decimal(38, 4) as planned_to_date_wanyuan,
        sum(invested_wanyuan)::decimal(38, 4) as invested_to_date_wanyuan,
        sum(gap_wanyuan)::decimal(38, 4) as gap_wanyuan,
        abs(sum(gap_wanyuan))::decimal(38, 4) as gap_size_wanyuan,
        abs(sum(gap_wanyuan) filter (where gap_wanyuan < 0))::decimal(38, 4) as missing_wanyuan,
        (sum(gap_wanyuan) filter (where gap_wanyuan > 0))::decimal(38, 4) as surplus_wanyuan,
        list(label order by gap_wanyuan) filter (where is_most) as most,
        abs(sum(gap_wanyuan) filter (where is_most))::decimal(38, 4) as most_wanyuan,
        if(sum(invested_wanyuan) is null, 'unknown', stand(sum(gap_wanyuan), 0)) as gap_state,
    from placed
)

select
    sums.*,
    exact_ratio(sums.most_wanyuan, sums.missing_wanyuan, campaigns.rate_decimals + 2)
        as most_share,
from sums
cross join campaigns
where campaigns.campaign_id = $campaign
