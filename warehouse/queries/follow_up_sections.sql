-- follow_up_sections: what a campaign's rules have followed up, in the order in which it is shown.
-- grain: one row per section; none that the campaign has no rule of.
-- params: $campaign
with ordered as (
    select unnest(['slow', 'limits', 'issues', 'contacts', 'red', 'reviews', 'watched']) as section,
        generate_subscripts(
            ['slow', 'limits', 'issues', 'contacts', 'red', 'reviews', 'watched'], 1
        ) as position,
)

select ordered.section
from ordered
where
    ordered.section in (select section from rule_sentences where campaign_id = $campaign)
    or (
        ordered.section = 'reviews'
        and exists (from reviews_due where campaign_id = $campaign)
    )
order by ordered.position
