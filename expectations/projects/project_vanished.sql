-- project_vanished: a project stands on no list any more, and was not completed.
-- severity: warning
-- column: project_code
-- Where its unit has filed a later list, and no other unit has taken it over.
select row_id, project_code as value, next_list as expected
from {batch}
anti join (from progress where status = 'completed') using (campaign_id, project_code)
where next_listed is distinct from next_list and last_listed < next_list
