-- permits: when projects got their construction permit, by the latest list of their milestones.
-- needs: milestones
-- grain: one row per campaign and project with such a milestone.
select campaign_id, project_code, max(done_on) as done_on
from milestones
where is_latest and contains(milestone, $permit_word)
group by all
