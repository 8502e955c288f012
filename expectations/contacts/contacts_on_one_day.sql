-- contacts_on_one_day: one official contacts a great many projects on a day.
-- severity: info
-- column: contacted_on
-- One row for the official and day, the first: the projects of that day.
select
    min(row_id) as row_id,
    count(distinct project_code) as value,
    $contacts_a_day as expected,
from {batch}
group by campaign_id, filed_by, official, contacted_on
having count(distinct project_code) > $contacts_a_day
