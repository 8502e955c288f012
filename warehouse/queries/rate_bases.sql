-- rate_bases: the categories of projects that a campaign's start and completion rates are over.
-- grain: one row per rate; `clause` is the document's, `is_ours` where no document says it.
-- params: $campaign, $language
select
    bases.rate as basis,
    list(if($language = 'en', labels.name_en, labels.name_zh) order by labels.position)
        as categories,
    any_value(bases.clause) as clause,
    bool_or(bases.is_ours) as is_ours,
from rate_categories as bases
join labels
    on labels.campaign_id = bases.campaign_id
    and labels.kind = 'category'
    and labels.id = bases.category
where bases.campaign_id = $campaign
group by bases.rate
order by bases.rate desc
