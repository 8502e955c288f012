-- What units were sent back: which filing follows which, their faults, and what became of these.

-- The filing that takes the place of another: the next one of that unit and table, once every month
-- of the other has been filed anew. A sheet or file that was refused whole has no filing; its place
-- is taken by the unit's next file for the same months, of the same table where its name says one.
create or replace view successors as
with attempts as (
    select
        filings.filing_id,
        filing_months.month,
        (readings.received_at, readings.path, readings.receipt_id) as arrival,
        lead(filings.filing_id) over filed as next_id,
        lead(readings.receipt_id) over filed as next_receipt_id,
        lead((readings.received_at, readings.path, readings.receipt_id)) over filed as next_arrival,
    from filings
    join readings using (receipt_id)
    join filing_months using (filing_id)
    window filed as (
        partition by
            readings.campaign_id, readings.filed_by, filings.table_name, filing_months.month
        order by readings.received_at, readings.path, readings.receipt_id
    )
)

select
    filing_id,
    arg_max(next_id, next_arrival) as next_id,
    arg_max(next_receipt_id, next_arrival) as next_receipt_id,
    max(next_arrival)[1] as closed_at,
from attempts
group by filing_id
having count(*) = count(next_id)
union all
select receipt_id, next_id, next_id, closed_at
from (
    select
        receipt_id,
        lead(receipt_id) over filed as next_id,
        lead(received_at) over filed as closed_at,
    from readings
    where campaign_id is not null
    window filed as (
        partition by campaign_id, filed_by, first_month, last_month, named_table
        order by received_at, path, receipt_id
    )
)
where next_id is not null;

-- Every fault of every filing, with what makes it the same one when it is filed again: table, row
-- key (or row, or sheet), column and reason, and a number where one of these comes twice.
create or replace view faults_filed as
with faults as (
    select
        rejects.*,
        readings.received_at,
        case
            when rejects.source_row is null then rejects.receipt_id
            else rejects.receipt_id || '/' || rejects.table_name
        end as filing_id,
        concat_ws(
            ' | ',
            rejects.table_name,
            coalesce(
                rejects.row_key, '#' || rejects.source_row, '!' || rejects.source_sheet, 'file'
            ),
            rejects.column_name,
            rejects.reason
        ) as fault_key,
    from rejects
    join readings using (receipt_id)
    where readings.campaign_id is not null
)

select
    *,
    row_number() over (
        partition by filing_id, fault_key order by source_sheet, source_row, value
    ) as turn,
from faults;

-- What units were sent back, a row each: first filed so, mended or not. A fault that the next filing
-- repeats is the same item and still open; one that it no longer has is closed by it.
create or replace view returned_items as
with recursive carried as (
    select faults.*, faults.received_at as opened_at
    from faults_filed as faults
    where
        not exists (
            from successors
            join faults_filed as earlier using (filing_id)
            where
                successors.next_id = faults.filing_id
                and (earlier.fault_key, earlier.turn) = (faults.fault_key, faults.turn)
        )
    union all
    select faults.*, carried.opened_at
    from carried
    join successors using (filing_id)
    join faults_filed as faults
        on faults.filing_id = successors.next_id
        and (faults.fault_key, faults.turn) = (carried.fault_key, carried.turn)
)

select
    carried.* exclude (opened_at, fault_key),
    min(carried.opened_at) as opened_at,
    any_value(successors.closed_at) as closed_at,
    any_value(successors.next_receipt_id) as closing_receipt_id,
from carried
left join successors using (filing_id)
where
    not exists (
        from faults_filed as faults
        where
            faults.filing_id = successors.next_id
            and (faults.fault_key, faults.turn) = (carried.fault_key, carried.turn)
    )
group by all;
