-- site_unchanged: money is invested month after month, and the words on the site stay the same.
-- severity: info
-- column: site_progress
select row_id, step_wanyuan as value, $same_words_months as expected
from {batch}
where is_same_words and step_wanyuan > 0
