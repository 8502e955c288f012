-- rules_of_section: the rules of one part of a campaign as sentences, each with its clause.
-- grain: one row per sentence, in the order of the definition; none where there is no such rule.
-- params: $campaign, $section, $language
select if($language = 'en', sentence_en, sentence_zh) as sentence,
from rule_sentences
where campaign_id = $campaign and section = $section
order by position
