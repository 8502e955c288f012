-- built_before_permit: works are under way and the construction permit is not there.
-- severity: warning
-- column: status
-- Where the project's milestones name the permit.
select row_id, status as value, permits.done_on as expected
from {batch}
join permits using (campaign_id, project_code)
where
    status in ('under_construction', 'suspended', 'completed')
    and (permits.done_on is null or permits.done_on > month_ends_on)
