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
