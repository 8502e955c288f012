-- nodes_out_of_order: a later node is dated before an earlier one.
-- severity: warning
-- column: signed_on
select *, signed_on as value
from {batch}
where list_filter(
    [
        signed_on, company_registered_on, code_obtained_on, land_permit_on, drawings_done_on,
        construction_permit_on, started_on
    ],
    lambda node: node is not null
) != list_sort(list_filter(
    [
        signed_on, company_registered_on, code_obtained_on, land_permit_on, drawings_done_on,
        construction_permit_on, started_on
    ],
    lambda node: node is not null
))
