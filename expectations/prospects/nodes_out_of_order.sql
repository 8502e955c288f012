-- nodes_out_of_order: a later node is dated before an earlier one.
-- severity: warning
-- column: signed_on
-- The first node that is dated before one that comes before it.
select
    row_id,
    filed_nodes[fallen] as value,
    filed_nodes[fallen - 1] as expected,
from (
    select
        *,
        list_position(
            list_transform(
                filed_nodes, lambda node, place: coalesce(node < filed_nodes[place - 1], false)
            ),
            true
        ) as fallen,
    from {batch}
)
where fallen is not null
