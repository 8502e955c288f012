-- columns_of_table: the columns of a table of the snapshot, as they stand in it.
-- grain: one row per column.
-- params: $table
select column_name, data_type,
from duckdb_columns()
where not internal and table_name = $table
order by column_index
