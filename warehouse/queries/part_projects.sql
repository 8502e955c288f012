-- part_projects: the projects behind a part of a unit's score: what each did, earned and could add.
-- grain: one row per project, prospect, target, total or indicator of a component, or per project or
-- filing that takes points off; what could add most first. Points, to two places more than rates.
-- params: $campaign, $month, $unit, $part, $language
-- `earned_score` is its share of what the part earns (the cap spread over all), and adds up to it.
-- `to_gain_score`: what the part would gain, all else equal, if it alone had done what was due; of
-- a deduction, if it alone had missed nothing. The cap or most that holds then is counted in.
with parts as (
    select
        *,
        sum(weight::decimal(9, 4)) filter (where part = 'component' and applies) over () as weights,
    from score_parts
    where campaign_id = $campaign and month = $month and unit_id = $unit
),

rows as (
    select
        if(item in ('project', 'milestone'), 'project', item) as item,
        if(item in ('project', 'milestone'), item_id, null) as project_code,
        item_id,
        any_value(item_name) as item_name,
        sum(done) as done,
        sum(due) as due,
    from stage_rows
    semi join parts on parts.part_id = stage_rows.stage and parts.part_kind = 'attainment'
    where campaign_id = $campaign and month = $month and unit_id = $unit and stage = $part
    group by all
    having count(done) = 0 or sum(done) != 0 or sum(due) != 0

    union all by name

    select
        'project' as item,
        project_code,
        project_code as item_id,
        done,
        due,
    from ladder_months
    where campaign_id = $campaign and month = $month and unit_id = $unit and ladder = $part

    union all by name

    select
        'indicator' as item,
        race_indicators.indicator as item_id,
        if($language = 'en', race_indicators.name_en, race_indicators.name_zh) as item_name,
        parts.done,
        parts.due,
    from parts
    join race_indicators
        on race_indicators.campaign_id = parts.campaign_id and race_indicators.stage = parts.part_id
    where parts.part_id = $part and parts.applies
),

-- What is still to be done of a target or of a total is what the part as a whole lacks.
gaps as (
    select
        rows.*,
        (parts.weight * 100)::decimal(9, 4) as hundredfold_weight,
        parts.weights::decimal(9, 4) as weights,
        parts.cap::decimal(9, 4) as cap,
        parts.is_capped,
        parts.done as all_done,
        parts.due as all_due,
        greatest(
            if(item = 'target', parts.due - parts.done, rows.due - rows.done), 0
        )::decimal(24, 4) as lacking,
        greatest(parts.cap::decimal(9, 4) * parts.due::decimal(24, 4) - parts.done, 0) as to_cap,
    from rows
    join parts on parts.part_id = $part and parts.part = 'component'
),

earned as (
    select
        item,
        project_code,
        item_id,
        item_name,
        done,
        due,
        exact_ratio(
            hundredfold_weight * done::decimal(24, 4) * if(is_capped, cap, 1),
            weights * if(is_capped, all_done, all_due)::decimal(24, 4),
            campaigns.rate_decimals + 2
        ) as earned_score,
        exact_ratio(
            hundredfold_weight * least(lacking, coalesce(to_cap, lacking))::decimal(24, 4),
            weights * all_due::decimal(24, 4),
            campaigns.rate_decimals + 2
        ) as to_gain_score,
    from gaps
    join campaigns on campaigns.campaign_id = $campaign
),

missed as (
    select
        if(project_code is null, 'filing', 'project') as item,
        project_code,
        if(project_code is null, source_file, project_code) as item_id,
        if(project_code is null, source_file, null) as item_name,
        count(*) as cases,
    from deduction_cases
    where campaign_id = $campaign and month = $month and unit_id = $unit and kind = $part
    group by all
),

-- All of them take off `points_each` for each, by share as often as there are projects, and never
-- more than `most_points`: both in parts of `of_parts`, so that nothing is rounded before the end.
taken as (
    select
        missed.*,
        if(deduction_rules.per = 'share', parts.of_projects, 1)::decimal(18, 0) as of_parts,
        deduction_rules.points_each * parts.count as all_taken,
        all_taken - deduction_rules.points_each as without_one,
        deduction_rules.most_points * of_parts as most_taken,
    from missed
    join parts on parts.part = 'deduction' and parts.part_id = $part
    join deduction_rules
        on deduction_rules.campaign_id = $campaign and deduction_rules.kind = $part
),

behind as (
    select *, from earned

    union all by name

    select
        item,
        project_code,
        item_id,
        item_name,
        cases,
        exact_ratio(
            least(all_taken, coalesce(most_taken, all_taken))
            - least(without_one, coalesce(most_taken, without_one)),
            of_parts,
            campaigns.rate_decimals + 2
        ) as to_gain_score,
    from taken
    join campaigns on campaigns.campaign_id = $campaign
)

select
    behind.project_code,
    behind.item,
    coalesce(project_origins.project_name, behind.item_name) as item_name,
    behind.item_id,
    behind.done,
    behind.due,
    behind.cases,
    behind.earned_score::decimal(18, 4) as earned_score,
    behind.to_gain_score::decimal(18, 4) as to_gain_score,
from behind
left join project_origins
    on project_origins.campaign_id = $campaign
    and project_origins.month = $month
    and project_origins.project_code = behind.project_code
order by to_gain_score desc nulls last, earned_score desc nulls last, behind.item_id
