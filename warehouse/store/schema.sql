-- The private store: what was received, what was read of it, what was rejected, what was checked.
-- The tables that units file are made from warehouse/tables, each row with its origin.

create table if not exists readings (
    receipt_id varchar primary key,
    path varchar not null,
    sha256 varchar not null,
    received_at timestamp not null,
    -- Hash of the code, table descriptions and definition that the file was read with.
    reader varchar not null,
    campaign_id varchar,
    filed_by varchar,
    first_month varchar,
    last_month varchar,
    -- The table that the file's name says it holds; null for a workbook, which may hold any.
    named_table varchar,
    is_late boolean not null,
    is_synthetic boolean not null,
    left_alone varchar not null,
);

create table if not exists filings (
    filing_id varchar primary key,
    receipt_id varchar not null,
    table_name varchar not null,
    is_register boolean not null,
    row_count bigint not null,
    rejected_rows bigint not null,
    -- accepted: all rows taken; incomplete: some were rejected; refused: none could be taken.
    state varchar not null,
);

create table if not exists filing_months (
    filing_id varchar not null,
    month varchar not null,
);

create table if not exists rejects (
    receipt_id varchar not null,
    table_name varchar,
    source_sheet varchar,
    source_row integer,
    column_name varchar,
    value varchar,
    reason varchar not null,
    expected varchar,
    cells varchar,
    -- What the row is called by its table's key; null where that cannot be read.
    row_key varchar,
);

-- What is worth saying though nothing is wrong: read otherwise than written, or left out.
create table if not exists notes (
    receipt_id varchar not null,
    table_name varchar,
    source_sheet varchar,
    source_row integer,
    column_name varchar,
    kind varchar not null,
    value varchar,
    detail varchar,
);

-- Which header of a file was taken for which column: exact, remembered or fuzzy, and how near.
create table if not exists mappings (
    receipt_id varchar not null,
    table_name varchar not null,
    source_sheet varchar not null,
    header_row integer not null,
    sheet_column varchar not null,
    header varchar not null,
    column_name varchar not null,
    how varchar not null,
    score double not null,
);

-- What is known to be wrong in filings and is put right in the open: the entries of the folder
-- `corrections`. Values are texts; those of confidential columns are hidden from snapshots.
create table if not exists known_errors (
    campaign_id varchar not null,
    known_error_id varchar not null,
    table_name varchar not null,
    filed_by varchar not null,
    -- The month that the filing is for; a list is filed for the first month of a back-fill.
    month varchar not null,
    row_key varchar not null,
    column_name varchar not null,
    wrong varchar not null,
    right_value varchar not null,
    reason varchar not null,
    decided_by varchar not null,
    decided_on date not null,
    letter varchar not null,
    is_hidden boolean not null,
    -- Of the file that the entry stands in.
    book_sha256 varchar not null,
);

create table if not exists check_results (
    -- Of a snapshot with nothing published yet: editions need no checks of their own.
    snapshot_id varchar not null,
    suite varchar not null,
    rule_id varchar not null,
    severity varchar not null,
    outcome varchar not null,
    failures bigint not null,
);

create table if not exists check_failures (
    snapshot_id varchar not null,
    suite varchar not null,
    rule_id varchar not null,
    severity varchar not null,
    campaign_id varchar,
    filing_id varchar,
    filed_by varchar,
    filing_month varchar,
    -- The month that the row speaks for; of a list, the one it was filed for.
    month varchar,
    source_file varchar,
    source_sheet varchar,
    source_row integer,
    column_name varchar,
    value varchar,
    -- What the value is compared with, where the rule says.
    expected varchar,
);

-- The rows that were looked at, and how many of them break a rule that is more than counted.
create table if not exists check_rows (
    snapshot_id varchar not null,
    suite varchar not null,
    campaign_id varchar not null,
    filed_by varchar not null,
    filing_id varchar not null,
    month varchar not null,
    checked_rows bigint not null,
    broken_rows bigint not null,
);

-- How many rows break a rule: all of them, where check_failures keeps only so many.
create table if not exists check_counts (
    snapshot_id varchar not null,
    suite varchar not null,
    rule_id varchar not null,
    severity varchar not null,
    campaign_id varchar not null,
    filed_by varchar not null,
    filing_id varchar not null,
    month varchar not null,
    failures bigint not null,
);

-- The filing that fills each slot: the latest one received for campaign, unit, table and month.
create or replace view slots as
select
    readings.campaign_id,
    readings.filed_by,
    filings.table_name,
    filings.is_register,
    filing_months.month,
    arg_max(
        filings.filing_id, (readings.received_at, readings.path, readings.receipt_id)
    ) as filing_id,
from filings
join readings using (receipt_id)
join filing_months using (filing_id)
where filings.state != 'refused'
group by all;

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
-- What became of each known error in the filing that fills its slot. applied: the wrong value stood
-- there, and the right one counts; stale: something else stands there, and counts; unmatched: there
-- is no such row, or no such filing.
create or replace view known_error_states as
select
    known_errors.*,
    coalesce(replace(notes.kind, 'known_error_', ''), 'unmatched') as state,
    if(notes.kind = 'known_error_stale', notes.value, null) as value_found,
    slots.filing_id,
    if(notes.source_row is not null, readings.path, null) as source_file,
    notes.source_sheet,
    notes.source_row,
from known_errors
left join slots
    on slots.campaign_id = known_errors.campaign_id
    and slots.filed_by = known_errors.filed_by
    and slots.table_name = known_errors.table_name
    and slots.month = known_errors.month
left join readings on readings.receipt_id = split_part(slots.filing_id, '/', 1)
left join notes
    on notes.receipt_id = readings.receipt_id
    and notes.table_name = known_errors.table_name
    and notes.detail = known_errors.known_error_id
    and starts_with(notes.kind, 'known_error_');
