-- What several rules ask: made where they are run.

-- Whether two amounts above zero differ by a factor of 10⁴ or 10⁸ (万元, 元 and 亿元 mistaken for each
-- other), give or take the tolerance.
create macro is_slip(one, other) as
    one > 0 and other > 0
    and (
        greatest(one, other)
        between least(one, other) * $slip_factor / $slip_tolerance
        and least(one, other) * $slip_factor * $slip_tolerance
        or greatest(one, other)
        between least(one, other) * $slip_factor * $slip_factor / $slip_tolerance
        and least(one, other) * $slip_factor * $slip_factor * $slip_tolerance
    );

-- How far works have come: not begun, under way (suspended or not), completed.
create macro stage_of(status) as case status
    when 'not_started' then 0
    when 'completed' then 2
    when 'under_construction' then 1
    when 'suspended' then 1
end;

-- The check digit that ISO/IEC 7064 MOD 11,10 gives for the first 19 digits of a project code.
create macro checked_digit(code) as (
    11 - list_reduce(
        list_transform(
            string_split(left(replace(code, '-', ''), 19), ''), lambda digit: digit::integer
        ),
        lambda product, digit:
            if((product + digit) % 10 = 0, 10, (product + digit) % 10) * 2 % 11,
        10
    )
) % 10;
