-- follow_up_summary: what there is to do after a month, in numbers.
-- grain: one row; none where the month has no data. Null: the campaign has no such rule.
-- params: $campaign, $month, $track
-- Issues of units that do not race are counted where all tracks are.
with units as (
    select unit_id
    from contenders
    where campaign_id = $campaign and ($track = 'all' or track_id = $track)
),

slow as (
    select
        count(*) filter (where kind = 'zombie') as zombies,
        count(*) filter (where kind = 'snail') as snails,
        count(*) filter (where kind = 'marathon') as marathons,
        count(distinct project_code) as slow_projects,
    from slow_projects
    semi join units using (unit_id)
    where campaign_id = $campaign and month = $month
),

late as (
    select count(*) filter (where is_open) as open_time_limit_breaches,
    from time_limit_breaches
    semi join units using (unit_id)
    where campaign_id = $campaign and month = $month
),

issues as (
    select
        count(*) as open_issues,
        count(*) filter (where is_overdue) as overdue_issues,
        count(*) filter (where is_due_up) as issues_due_up,
    from issue_months
    where
        campaign_id = $campaign
        and month = $month
        and ($track = 'all' or unit_id in (from units))
),

contacts as (
    select
        coalesce(sum(missing), 0)::bigint as contacts_missing,
        count(*) filter (where missing is null) as contacts_not_filed,
    from contact_months
    semi join units using (unit_id)
    where campaign_id = $campaign and month = $month
),

red as (
    select
        count(*) filter (where coalesce(closed_month > $month, true)) as red_open,
        count(*) filter (where entered_month = $month) as red_entered,
        count(*) filter (where closed_month = $month) as red_closed,
    from red_list_months as listed
    join red_list using (campaign_id, project_code, stay)
    semi join units on units.unit_id = listed.unit_id
    where listed.campaign_id = $campaign and listed.month = $month
),

reviews as (
    select count(*) as reviews_due,
    from reviews_due
    where campaign_id = $campaign and month = $month
),

watched as (
    select
        count(*) as watched_projects,
        count(*) filter (where not is_filed) as watched_not_filed,
    from follow_up_months
    semi join units using (unit_id)
    where campaign_id = $campaign and month = $month and is_watched
),

rules as (
    select
        exists (from time_limits where campaign_id = $campaign) as has_limits,
        exists (from contact_rules where campaign_id = $campaign) as has_contacts,
        exists (from monitoring where campaign_id = $campaign) as has_monitoring,
        (
            select min(due_on) from contact_reports
            where campaign_id = $campaign and month = $month
        ) as contact_report_due_on,
)

select
    slow.*,
    if(has_limits, open_time_limit_breaches, null) as open_time_limit_breaches,
    issues.*,
    if(has_contacts, contacts_missing, null) as contacts_missing,
    if(has_contacts, contacts_not_filed, null) as contacts_not_filed,
    contact_report_due_on,
    red.*,
    reviews.*,
    if(has_monitoring, watched_projects, null) as watched_projects,
    if(has_monitoring, watched_not_filed, null) as watched_not_filed,
from campaign_months
cross join slow
cross join late
cross join issues
cross join contacts
cross join red
cross join reviews
cross join watched
cross join rules
where campaign_months.campaign_id = $campaign and campaign_months.month = $month and has_data
