-- name_changed: the project has another name than on the list before.
-- severity: warning
-- column: project_name
-- Blanks and the width of signs do not matter.
select row_id, project_name as value, name_before as expected
from {batch}
where
    regexp_replace(nfc_normalize(project_name), '\s|[()（）]', '', 'g')
    != regexp_replace(nfc_normalize(name_before), '\s|[()（）]', '', 'g')
