-- code_check_digit: the last digit of a code of the new form does not check.
-- severity: warning
-- column: project_code
-- GB/T 40058-2021, ISO/IEC 7064 MOD 11,10 over the first 19 digits. Codes that begin with a year
-- (before 2020-11) have no check digit; 2011 and 2012 could be either and are left alone.
select row_id, project_code as value, checked_digit(project_code) as expected
from {batch}
where
    left(project_code, 2) >= '21'
    and substr(project_code, 3, 2) between '01' and '12'
    and checked_digit(project_code) != substr(replace(project_code, '-', ''), 20, 1)::integer
