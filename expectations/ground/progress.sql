-- progress: what units report, with what the rules compare it with: windows over a project's months.
-- needs: listed
-- Of texts only whether they change is asked, so their hash is kept.
with filed as (
    select
        rows.* exclude (filing_id, filing_month, filing_ends_on, site_progress),
        if(site_progress is null, null, hash(site_progress)) as words,
        (month || '-01')::date as month_starts_on,
        last_day(month_starts_on) as month_ends_on,
        listed.category,
        listed.total_investment_wanyuan,
        listed.project_code is not null as is_listed,
    from ({rows}) as rows
    left join listed using (campaign_id, project_code)
),

compared as (
    select
        *,
        coalesce(month = lag(month) over steps or month = lead(month) over steps, false)
            as is_twice,
        lag(month_starts_on) over steps + interval 1 month = month_starts_on as follows,
        lag(invested_in_month_wanyuan) over steps as in_month_last_wanyuan,
        lag(invested_to_date_wanyuan) over steps as to_date_last_wanyuan,
        lag(invested_to_date_wanyuan ignore nulls) over steps as to_date_before_wanyuan,
        lag(statistical_to_date_wanyuan ignore nulls) over steps as statistical_before_wanyuan,
        lag(started_on ignore nulls) over steps as started_before,
        lag(completed_on ignore nulls) over steps as completed_before,
        last_value(started_on ignore nulls) over (
            steps rows between unbounded preceding and unbounded following
        ) as last_started_on,
        max(if(status is null, null, {stage: stage_of(status), status: status})) over (
            steps rows between unbounded preceding and 1 preceding
        ) as furthest_before,
    from filed
    window steps as (partition by campaign_id, project_code order by month, row_id)
),

stepped as (
    select
        *,
        if(follows, invested_to_date_wanyuan - to_date_last_wanyuan, null) as difference_wanyuan,
        coalesce(invested_in_month_wanyuan, difference_wanyuan) as step_wanyuan,
        coalesce(is_slip(invested_to_date_wanyuan, to_date_before_wanyuan), false) as is_unit_slip,
    from compared
)

select
    * exclude (in_month_last_wanyuan, to_date_last_wanyuan, words),
    count_if(step_wanyuan > 0) over (
        steps rows between unbounded preceding and current row
    ) as months_invested,
    coalesce(
        count(step_wanyuan) over equal_months = $equal_months
        and min(step_wanyuan) over equal_months = max(step_wanyuan) over equal_months,
        false
    ) as is_equal,
    coalesce(
        count(words) over wordy_months = $same_words_months
        and min(words) over wordy_months = max(words) over wordy_months,
        false
    ) as is_same_words,
    coalesce(
        follows
        and (
            (in_month_last_wanyuan > 0 and invested_in_month_wanyuan = in_month_last_wanyuan)
            or (
                to_date_last_wanyuan > 0 and invested_to_date_wanyuan = to_date_last_wanyuan
                and status is distinct from 'completed'
            )
        ),
        false
    ) as is_copied,
    coalesce(
        follows and greatest(in_month_last_wanyuan, to_date_last_wanyuan) > 0
        and status is distinct from 'completed',
        false
    ) as is_comparable,
from stepped
window
    steps as (partition by campaign_id, project_code order by month, row_id),
    equal_months as (
        partition by campaign_id, project_code
        order by month, row_id
        rows between $equal_months - 1 preceding and current row
    ),
    wordy_months as (
        partition by campaign_id, project_code
        order by month, row_id
        rows between $same_words_months - 1 preceding and current row
    )
