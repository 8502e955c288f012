-- benchmarks: the campaign's own indicators beside those of the places that it measures itself by.
-- grain: one row per benchmark, indicator and month with data up to the chosen one, in their order.
-- One of them where $pair is its id, else all.
-- params: $campaign, $month, $pair, $language
select
    months.month,
    if($language = 'en', benchmarks.indicator_en, benchmarks.indicator_zh) as indicator,
    if($language = 'en', benchmarks.place_en, benchmarks.place_zh) as place,
    if($language = 'en', benchmarks.name_en, benchmarks.name_zh) as benchmark,
    benchmarks.benchmark_id || '/' || benchmarks.indicator as pair_id,
    months.own_percent,
    months.benchmark_percent,
    months.difference_points,
    abs(months.difference_points)::decimal(18, 4) as difference_size_points,
    case sign(months.difference_points)
        when 1 then 'higher' when -1 then 'lower' when 0 then 'level' else 'missing'
    end as state,
    months.source_file,
    months.source_sheet,
    months.source_row,
    months.benchmark_source_file,
    months.benchmark_source_sheet,
    months.benchmark_source_row,
    benchmarks.clause,
    benchmarks.is_ours,
from benchmark_months as months
join benchmarks using (campaign_id, benchmark_id, indicator)
where
    campaign_id = $campaign
    and months.month <= $month
    and ($pair = 'all' or pair_id = $pair)
order by benchmarks.benchmark_id, benchmarks.position, months.month
