-- prospects: every list of prospects, its days as lists, with what the unit's list before said.
select
    * exclude (prospect_name, investor, content, site),
    [
        signed_on, company_registered_on, code_obtained_on, land_permit_on, drawings_done_on,
        construction_permit_on, started_on
    ] as nodes,
    list_filter(nodes, lambda node: node is not null) as filed_nodes,
    list_filter(nodes || [listed_on, exited_on], lambda day: day is not null) as filed_days,
    filing_month = max(filing_month) over (partition by campaign_id, filed_by) as is_latest,
    list_transform(
        list_filter(
            list_zip(lag(nodes) over lists, nodes),
            lambda node: node[1] is not null and node[2] is null
        ),
        lambda node: node[1]
    ) as taken_back,
from ({rows})
window lists as (partition by campaign_id, filed_by, prospect_id order by filing_month)
