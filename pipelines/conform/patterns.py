"""How values are written: what is taken for a number, a date, a code, and for none of them."""

# Kept out: what a cast would take but no office means, such as `inf` and `12.`.
NUMBER = r"^[+-]?[0-9]{1,14}(\.[0-9]+)?([eE]-[0-9]{1,2})?$"
GROUPED = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$"
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
# GB/T 40058-2021; the phase suffix of three digits occurs in Zhejiang.
CODE = r"^[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}(-[0-9]{3})?$"
# The same twenty digits without hyphens. Programs that take it for a number keep fifteen of them.
COMPACT_CODE = r"^[0-9]{20}$"
SPOILT_CODE = r"^[0-9]{15}0{5}$|^[0-9](\.[0-9]+)?[eE]\+?[0-9]+$"
WRITTEN_DATE = (
    r"^([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})\s*日?"
    r"(?:[\sT]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?$"
)
COMPACT_DATE = r"^((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])$"
# A month where a day is asked for. Spreadsheets make its first day of it, and so do we.
MONTH_AS_DATE = r"^([0-9]{4})\s*年\s*([0-9]{1,2})\s*月(?:份)?$"
# A date whose cell lost its format; the years 1982 to 2064.
SERIAL = r"^[3-5][0-9]{4}$"
OWN_UNIT = r"^[+-]?[0-9][0-9,.\s]*(?:百万元|亿元|万元|千元|元)$"
FORMULA_ERROR = r"^#[A-Z/0_]+[!?]?$|^#名称[?？]$|^Err:[0-9]+$"
NOT_WORKED_OUT = r"^=[^=]"
WRITTEN_MONTH = r"^([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*月?(?:-01(?: 00:00:00)?)?$"
