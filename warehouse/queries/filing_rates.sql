-- filing_rates: filed on time and filed at all, of what was expected, month by month.
-- grain: one row per month for which something has come or the deadline is over, and scope: the
-- campaign, then (where there are several) its tracks; of a chosen track that alone. Latest first.
-- params: $campaign, $track, $language
select
    rates.month,
    coalesce(
        if($language = 'en', tracks.name_en, tracks.name_zh),
        if($language = 'en', campaigns.short_name_en, campaigns.short_name_zh)
    ) as scope_name,
    rates.on_time_filing_rate,
    rates.filed_rate,
    rates.expected as expected_units,
    rates.on_time as on_time_units,
    rates.filed as filed_units,
    rates.complete as complete_units,
    rates.is_over,
from filing_rates as rates
join campaigns using (campaign_id)
join campaign_months using (campaign_id, month)
left join tracks using (campaign_id, track_id)
where
    rates.campaign_id = $campaign
    and (campaign_months.has_data or rates.is_over)
    and case
        when $track != 'all' then rates.track_id = $track
        else
            rates.scope = 'campaign'
            or (select count(*) from tracks as every where every.campaign_id = $campaign) > 1
    end
order by rates.month desc, tracks.position nulls first
