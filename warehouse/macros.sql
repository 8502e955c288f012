-- Exact arithmetic. DuckDB divides decimals as floats; a published rate must not depend on the
-- sixteenth digit, so ratios are taken on whole numbers (money in units of one yuan).

-- Whole number nearest to numerator / denominator, halves away from zero; null without denominator.
create macro half_up(numerator, denominator) as
    case when (numerator < 0) != (denominator < 0) then -1 else 1 end
    * ((2 * abs(numerator) + abs(denominator)) // nullif(2 * abs(denominator), 0));

-- A decimal with up to four places as a whole number of its ten-thousandths.
create macro ten_thousandths(amount) as
    (amount::decimal(24, 4) * 10000::decimal(5, 0))::hugeint;

-- numerator ÷ denominator, rounded half up once to `decimals` (at most 6) places.
-- Null where either is missing or the denominator is zero: no value, never 0 and never infinity.
create macro exact_ratio(numerator, denominator, decimals) as
    (
        half_up(
            ten_thousandths(numerator) * (10 ^ decimals)::hugeint, ten_thousandths(denominator)
        )
        * (10 ^ (6 - decimals))::hugeint
    )::decimal(18, 0)
    * 0.000001::decimal(7, 6);

-- A share with up to six places as a whole number of its millionths.
create macro millionths(share) as (share::decimal(18, 6) * 1000000::decimal(7, 0))::hugeint;

-- The value at `x` on the straight line from (x_before, before) to (x_after, after), all of them shares
-- of up to six places, rounded half up once to `decimals` (at most 6) places.
create macro on_the_line(x, x_before, before, x_after, after, decimals) as
    half_up(
        millionths(before) * (millionths(x_after) - millionths(x))
        + millionths(after) * (millionths(x) - millionths(x_before)),
        (millionths(x_after) - millionths(x_before)) * (10 ^ (6 - decimals))::hugeint
    )
    * (10 ^ (6 - decimals))::hugeint
    * 0.000001::decimal(7, 6);

-- How many there are for each 亿元 of an amount in 万元, rounded half up once to `decimals` places.
create macro per_yiyuan(number, wanyuan, decimals) as
    exact_ratio(number * 10000, wanyuan, decimals);

-- The part of an amount in 万元 that falls to `elapsed` of `total` days, to the yuan.
create macro time_share(amount, elapsed, total) as
    half_up(ten_thousandths(amount) * elapsed::hugeint, total::hugeint)::decimal(24, 0)
    * 0.0001::decimal(5, 4);

-- What an amount would come to at the rate numerator ÷ denominator, to the yuan; null without one.
create macro at_rate(amount, numerator, denominator) as
    half_up(ten_thousandths(amount) * ten_thousandths(numerator), ten_thousandths(denominator))
    ::decimal(24, 0)
    * 0.0001::decimal(5, 4);

-- The rate that lies `errors` standard errors above `rate` (below, where they are negative), never
-- below zero, for a plan of that size; rounded half up to `decimals` (at most 6) places. The
-- variance is that of a rate per 万元 of plan: the standard error is √(variance ÷ plan).
create macro limit_rate(rate, errors, variance, plan, decimals) as
    (
        half_up(
            (
                (
                    -- Not greatest(), which would make 0 of a missing variance.
                    case
                        when rate::double < -errors::double * sqrt(variance::double / plan::double)
                            then 0
                        else rate::double + errors::double * sqrt(variance::double / plan::double)
                    end
                )
                * 1000000
            )::hugeint,
            (10 ^ (6 - decimals))::hugeint
        )
        * (10 ^ (6 - decimals))::hugeint
    )::decimal(18, 0)
    * 0.000001::decimal(7, 6);

-- What is completed beyond what was planned to date, in 万元; below zero it is missing. Of what was
-- never filed nothing is known, so all that was planned is missing.
create macro gap(invested, planned) as coalesce(invested, 0) - coalesce(planned, 0);

-- In one word how a figure stands to what it is measured by.
create macro stand(figure, mark) as case
    when figure is null or mark is null then 'unknown'
    when figure > mark then 'ahead'
    when figure < mark then 'behind'
    else 'level'
end;

-- What is said of something in two lists, and where; null is nothing said.
create macro change_of(name, was, now) as
    {change: name, value_before: was::varchar, value_after: now::varchar};
create macro origins(before, after) as {
    source_file_before: before.source_file,
    source_sheet_before: before.source_sheet,
    source_row_before: before.source_row,
    source_file: after.source_file,
    source_sheet: after.source_sheet,
    source_row: after.source_row
};

-- The order in which consequences are shown: what a leader has to do in person comes first.
create macro gravity(kind) as list_position(
    [
        'interview', 'accountability', 'veto', 'penalty', 'warning', 'report', 'bulletin', 'reward',
    ],
    kind
);
