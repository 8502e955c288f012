"""The warehouse: SQL, and the only way in. Nothing outside this package knows DuckDB.

`tables` describes what units file, `store` is the private store that the pipeline writes,
`snapshots` are the immutable copies that everybody reads, `marts` the sums made for them and
`queries` the only questions that pages may ask.
"""
