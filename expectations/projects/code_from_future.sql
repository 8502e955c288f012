-- code_from_future: a code whose first group is later than the filing.
-- severity: warning
-- column: project_code
-- The group is a year or, since 2020-11, year and month; 2011 and 2012 could be either.
select row_id, project_code as value, filed_until as expected
from {batch}
where
    if(
        left(project_code, 2) >= '21' and substr(project_code, 3, 2) between '01' and '12',
        '20' || left(project_code, 2) || '-' || substr(project_code, 3, 2) > filed_until,
        left(project_code, 4) > left(filed_until, 4) and left(project_code, 2) = '20'
    )
