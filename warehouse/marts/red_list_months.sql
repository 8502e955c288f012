-- red_list_months: what is known at the end of a month of the projects on the red list, and of those
-- closed in it.
-- grain: one row per campaign, month with data, project and stay that began by then and was not
-- closed before; in this order, so that the question of one month reads little of it.
-- made after: figures
-- needs: red_list, campaign_months, follow_up_months
-- Whose a project is follows from the last list that has it: a project that its unit no longer
-- lists stays, with `is_listed` false.
with listed as (
    from follow_up_months
    semi join red_list using (campaign_id, project_code)
)

select
    red_list.campaign_id,
    campaign_months.month,
    red_list.project_code,
    red_list.stay,
    listed.track_id,
    listed.unit_id,
    listed.project_name,
    listed.schedule_attainment,
    listed.month = campaign_months.month as is_listed,
    is_listed and listed.is_filed as is_filed,
from red_list
join campaign_months
    on campaign_months.campaign_id = red_list.campaign_id
    and campaign_months.month >= red_list.entered_month
    and coalesce(campaign_months.month <= red_list.closed_month, true)
    and campaign_months.has_data
asof join listed
    on listed.campaign_id = red_list.campaign_id
    and listed.project_code = red_list.project_code
    and listed.month <= campaign_months.month
order by red_list.campaign_id, campaign_months.month, red_list.project_code, red_list.stay
