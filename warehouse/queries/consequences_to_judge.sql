-- consequences_to_judge: what no figure decides: the office has to find whether it holds.
-- grain: one row per consequence that has to be judged, in the order of the definition.
-- params: $campaign, $language
select
    consequence_id,
    kind,
    subject,
    if($language = 'en', when_en, when_zh) as why,
    if($language = 'en', action_en, action_zh) as action,
    if($language = 'en', by_en, by_zh) as done_by,
    if($language = 'en', to_en, to_zh) as done_to,
    clause,
from consequences
where campaign_id = $campaign and is_judged
order by position
