-- node_taken_back: a node that was reached is so no longer.
-- severity: warning
-- column: signed_on
select row_id, len(filed_nodes) as value, len(nodes_before) as expected
from {batch}
where list_bool_or(
    list_transform(
        list_zip(nodes_before, nodes), lambda node: node[1] is not null and node[2] is null
    )
)
