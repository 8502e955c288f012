-- reviews_of_month: meetings, reports and inspections that fall due in a month, the next one first.
-- grain: one row per review and day by which it is due.
-- params: $campaign, $month, $language
select
    due_on,
    kind,
    if($language = 'en', name_en, name_zh) as name,
    if($language = 'en', by_en, by_zh) as by_whom,
    clause,
    is_ours,
from reviews_due
where campaign_id = $campaign and month = $month
order by due_on, review_id
