-- milestone_unknown_project: a milestone of a project that nobody lists.
-- severity: warning
-- column: project_code
select *, project_code as value
from {batch} as filed
anti join current_projects as listed
    on listed.campaign_id = filed.campaign_id and listed.project_code = filed.project_code
