-- plans_board: how each plan's monthly targets were met in a month, project by project.
-- grain: one row per plan: the whole where $unit is 'whole', else of that contender.
-- params: $campaign, $month, $unit, $language
select
    plans.plan_id,
    if($language = 'en', plans.name_en, plans.name_zh) as plan,
    plan_months.projects,
    plan_months.met,
    plan_months.missed,
    plan_months.not_filed,
    plan_months.reason,
from (select distinct on (campaign_id, plan_id) * from campaign_plans) as plans
left join plan_months
    on plan_months.campaign_id = plans.campaign_id
    and plan_months.plan_id = plans.plan_id
    and plan_months.month = $month
    and coalesce(plan_months.unit_id, 'whole') = $unit
where plans.campaign_id = $campaign
order by plans.position
