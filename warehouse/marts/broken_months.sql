-- broken_months: how many of the rows that count for a month break a rule.
-- grain: one row per campaign, month, filing unit and rule that is broken.
-- needs: check_counts, filings_in_force
-- A list stands until the next one is filed, and what is wrong in it stands with it. Of a filing of
-- several months each month has its own rows. Counted where all rows were, not where some are kept.
select
    in_force.campaign_id,
    in_force.month,
    in_force.filed_by,
    check_counts.suite,
    check_counts.rule_id,
    check_counts.severity,
    sum(check_counts.failures)::bigint as failures,
from filings_in_force as in_force
join check_counts
    on check_counts.filing_id = in_force.filing_id
    and check_counts.month = in_force.filed_for
group by all
