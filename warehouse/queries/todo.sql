-- todo: what is to be done, a line for each rule that asks for it, what is overdue first.
-- grain: one row per campaign, matter and rule; of contacts one per lead official. `units` are those
-- whom it concerns, most cases first, with `unit_ids` and `unit_cases` in the same order; empty where
-- it concerns the campaign as a whole. `$scope` is that of todo_summary.
-- params: $campaign, $month, $track, $scope, $language
with shown as (
    select todo_months.*
    from todo_months
    join overview_months using (campaign_id, month)
    where
        if(
            todo_months.campaign_id = $campaign,
            todo_months.month = $month
            and ($track = 'all' or matter = 'reviews' or todo_months.track_id = $track),
            $scope = 'every' and overview_months.is_latest
        )
),

lines as (
    select
        shown.campaign_id,
        shown.month,
        shown.matter,
        shown.rule_id,
        shown.official,
        min(shown.due_on) as due_on,
        max(shown.due_on) as last_due_on,
        sum(shown.cases)::bigint as cases,
        sum(shown.overdue_cases)::bigint as overdue_cases,
        sum(shown.unknown_cases)::bigint as unknown_cases,
        coalesce(
            list(shown.unit_id order by shown.cases desc, contenders.position, shown.unit_id)
                filter (where shown.unit_id is not null),
            []
        ) as unit_ids,
        coalesce(
            list(
                coalesce(
                    if($language = 'en', contenders.name_en, contenders.name_zh), shown.unit_id
                )
                order by shown.cases desc, contenders.position, shown.unit_id
            ) filter (where shown.unit_id is not null),
            []
        ) as units,
        coalesce(
            list(shown.cases order by shown.cases desc, contenders.position, shown.unit_id)
                filter (where shown.unit_id is not null),
            []
        ) as unit_cases,
    from shown
    left join contenders using (campaign_id, unit_id)
    group by all
),

reviews as (
    select distinct on (campaign_id, review_id) * from reviews_due order by due_on
)

select
    lines.*,
    lines.overdue_cases > 0 as is_overdue,
    if($language = 'en', campaigns.short_name_en, campaigns.short_name_zh) as campaign,
    coalesce(consequences.kind, reviews.kind) as kind,
    consequences.subject,
    if($language = 'en', consequences.when_en, consequences.when_zh) as why,
    if($language = 'en', consequences.action_en, consequences.action_zh) as action,
    if($language = 'en', reviews.name_en, reviews.name_zh) as review,
    if($language = 'en', levels.name_en, levels.name_zh) as level_name,
    if($language = 'en', above.name_en, above.name_zh) as due_to,
    contact_rules.times_per_month,
    coalesce(
        if($language = 'en', consequences.by_en, consequences.by_zh),
        if($language = 'en', reviews.by_en, reviews.by_zh)
    ) as done_by,
    if($language = 'en', consequences.to_en, consequences.to_zh) as done_to,
    case lines.matter
        when 'consequences' then consequences.clause
        when 'issues' then levels.clause
        when 'contacts' then contact_rules.clause
        when 'reviews' then reviews.clause
        else campaigns.deadline_clause
    end as clause,
    case lines.matter
        when 'consequences' then consequences.is_ours
        when 'issues' then levels.is_ours
        when 'contacts' then contact_rules.is_ours
        when 'reviews' then reviews.is_ours
        else campaigns.is_deadline_ours
    end as is_ours,
from lines
join campaigns using (campaign_id)
left join consequences
    on lines.matter = 'consequences'
    and consequences.campaign_id = lines.campaign_id
    and consequences.consequence_id = lines.rule_id
left join issue_levels as levels
    on lines.matter = 'issues'
    and levels.campaign_id = lines.campaign_id
    and levels.level = lines.rule_id
left join issue_levels as above
    on above.campaign_id = levels.campaign_id and above.position = levels.position + 1
left join contact_rules
    on lines.matter = 'contacts' and contact_rules.campaign_id = lines.campaign_id
left join reviews
    on lines.matter = 'reviews'
    and reviews.campaign_id = lines.campaign_id
    and reviews.review_id = lines.rule_id
where lines.cases > 0
order by
    lines.campaign_id != $campaign,
    campaigns.position,
    is_overdue desc,
    list_position(['filings', 'consequences', 'issues', 'contacts', 'reviews'], lines.matter),
    gravity(consequences.kind),
    above.position desc,
    lines.due_on,
    lines.cases desc,
    lines.rule_id,
    lines.official
