-- todo_summary: how much a month leaves to be done, by matter.
-- grain: one row per campaign shown with something to do, and one of all of them (`campaign_id` null).
-- `$scope`: `one` is the chosen campaign, month and track; `every` adds the other campaigns, each in
-- its latest month and with all tracks. Reviews are nobody's track and counted with each.
-- params: $campaign, $month, $track, $scope
select
    todo_months.campaign_id,
    any_value(todo_months.month) as month,
    coalesce(sum(cases), 0)::bigint as cases,
    coalesce(sum(overdue_cases), 0)::bigint as overdue_cases,
    coalesce(sum(cases) filter (where matter = 'consequences'), 0)::bigint as consequences,
    coalesce(sum(cases) filter (where matter = 'issues'), 0)::bigint as issues,
    coalesce(sum(cases) filter (where matter = 'contacts'), 0)::bigint as contacts,
    coalesce(sum(cases) filter (where matter = 'filings'), 0)::bigint as filings,
    coalesce(sum(cases) filter (where matter = 'reviews'), 0)::bigint as reviews,
    coalesce(sum(unknown_cases), 0)::bigint as unknown_cases,
from todo_months
join overview_months using (campaign_id, month)
where
    if(
        todo_months.campaign_id = $campaign,
        todo_months.month = $month
        and ($track = 'all' or matter = 'reviews' or todo_months.track_id = $track),
        $scope = 'every' and overview_months.is_latest
    )
group by grouping sets ((todo_months.campaign_id), ())
order by todo_months.campaign_id nulls first
