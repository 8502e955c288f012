-- target_rows: every row behind a target, and its part of the target's value.
-- grain: one row per target, month with data and row (project, milestone, prospect, parcel, bond,
-- a unit's totals, or a value filed as such).
-- made as: view
-- needs: target_filed_rows, target_list_rows, target_milestone_rows, target_project_rows
-- needs: target_prospect_rows, target_total_rows
-- `part` adds up to the value (of a rate: to its numerator), `of_whole` to the denominator. Money is
-- in 万元. Only what is asked for is worked out, so filter by campaign, target and month.
select * from target_project_rows
union all by name
select * from target_milestone_rows
union all by name
select * from target_prospect_rows
union all by name
select * from target_list_rows
union all by name
select * from target_total_rows
union all by name
select * from target_filed_rows
