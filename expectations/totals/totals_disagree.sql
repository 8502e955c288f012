-- totals_disagree: a total is not the sum of the unit's projects.
-- severity: warning
-- column: invested_to_date_wanyuan
-- Where the unit files its projects too.
select
    row_id,
    filed.invested_to_date_wanyuan as value,
    sums.invested_to_date_wanyuan as expected,
from {batch} as filed
join (
    select
        campaign_id,
        filed_by as unit_id,
        month,
        sum(invested_to_date_wanyuan) as invested_to_date_wanyuan,
    from progress
    group by all
) as sums using (campaign_id, unit_id, month)
where
    abs(filed.invested_to_date_wanyuan - sums.invested_to_date_wanyuan)
    > $totals_gap_share * sums.invested_to_date_wanyuan
